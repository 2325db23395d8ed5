/** What the simulated EC2 tells the rest of the world about the life of a machine. */
@NullMarked
package dev.pacer.simulator.machine;

import org.jspecify.annotations.NullMarked;
