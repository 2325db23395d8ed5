/** What must not be forgotten between two cycles: intents, agents being removed, memories. */
@NullMarked
package dev.pacer.autoscaler.journal;

import org.jspecify.annotations.NullMarked;
