/** Tools against the simulator and real servers; architecture rules. */
@NullMarked
package dev.pacer.systemtests;

import org.jspecify.annotations.NullMarked;
