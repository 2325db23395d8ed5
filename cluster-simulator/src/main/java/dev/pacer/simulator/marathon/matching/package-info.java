/** Whether an offer serves a waiting instance, decided per offer as Marathon 1.11 does. */
@NullMarked
package dev.pacer.simulator.marathon.matching;

import org.jspecify.annotations.NullMarked;
