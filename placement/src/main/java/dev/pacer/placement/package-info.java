/** Pure arithmetic: what fits where, and what is missing. */
@NullMarked
package dev.pacer.placement;

import org.jspecify.annotations.NullMarked;
