/** One snapshot of a cluster, and its translation into the values of placement. */
@NullMarked
package dev.pacer.view;

import org.jspecify.annotations.NullMarked;
