/** Grows and shrinks Auto Scaling groups of Mesos agents. */
@NullMarked
package dev.pacer.autoscaler;

import org.jspecify.annotations.NullMarked;
