/** Decides how many instances the per-agent app has, and which one goes; values only. */
@NullMarked
package dev.pacer.registryauth.fleet.plan;

import org.jspecify.annotations.NullMarked;
