/** The simulated Marathon on the wire. */
@NullMarked
package dev.pacer.simulator.marathon.http;

import org.jspecify.annotations.NullMarked;
