/** Sends steps, each written down before it is sent. */
@NullMarked
package dev.pacer.autoscaler.act;

import org.jspecify.annotations.NullMarked;
