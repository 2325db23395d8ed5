/** The Registry v2 protocol and its token realm, as seen of real registries. */
@NullMarked
package dev.pacer.simulator.registry.http;

import org.jspecify.annotations.NullMarked;
