/** {@code placement} against what Marathon's own matcher decided. */
@NullMarked
package dev.pacer.conformance.matcher;

import org.jspecify.annotations.NullMarked;
