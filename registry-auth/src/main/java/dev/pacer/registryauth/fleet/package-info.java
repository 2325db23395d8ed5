/**
 * Per-agent mode: keeps the tool's own Marathon app at one instance per active agent. Reads, asks
 * {@code fleet.plan} what to do, sends one step, and looks again.
 */
@NullMarked
package dev.pacer.registryauth.fleet;

import org.jspecify.annotations.NullMarked;
