/**
 * Placing many instances on many agents at once: the answers of {@code fit}, found by arrays,
 * counters and a tree of maxima instead of asking agent after agent.
 */
@NullMarked
package dev.pacer.placement.engine;

import org.jspecify.annotations.NullMarked;
