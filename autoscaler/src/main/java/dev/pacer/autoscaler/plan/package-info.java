/** What would be done and why: steps that explain themselves. */
@NullMarked
package dev.pacer.autoscaler.plan;

import org.jspecify.annotations.NullMarked;
