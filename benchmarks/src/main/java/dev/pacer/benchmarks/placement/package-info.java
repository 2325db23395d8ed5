/** Placement beside Fenzo's, on the same tasks and agents. */
@NullMarked
package dev.pacer.benchmarks.placement;

import org.jspecify.annotations.NullMarked;
