/** Decides: from a snapshot, the configuration and the journal to a plan. Pure. */
@NullMarked
package dev.pacer.autoscaler.decision;

import org.jspecify.annotations.NullMarked;
