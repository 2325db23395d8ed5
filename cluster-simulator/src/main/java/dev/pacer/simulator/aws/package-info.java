/** The simulated AWS of one account and region, all its services on one clock. */
@NullMarked
package dev.pacer.simulator.aws;

import org.jspecify.annotations.NullMarked;
