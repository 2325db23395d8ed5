/**
 * Does an instance fit an agent: Marathon's own answer, exactly (autoscaling reference 4.2,
 * F1-F11).
 */
@NullMarked
package dev.pacer.placement.fit;

import org.jspecify.annotations.NullMarked;
