/** Several instances of the autoscaler on one simulated cluster, and what kills them. */
@NullMarked
package dev.pacer.rehearsal.ha;

import org.jspecify.annotations.NullMarked;
