/** Waiting, as something that is handed in. */
@NullMarked
package dev.pacer.cluster.time;

import org.jspecify.annotations.NullMarked;
