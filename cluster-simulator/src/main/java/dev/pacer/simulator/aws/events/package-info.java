/** The simulated EventBridge, as far as AWS's own notices go: which kind is sent to which queue. */
@NullMarked
package dev.pacer.simulator.aws.events;

import org.jspecify.annotations.NullMarked;
