/** What the autoscaler serves over HTTP. */
@NullMarked
package dev.pacer.autoscaler.status;

import org.jspecify.annotations.NullMarked;
