/** The commands of the autoscaler. */
@NullMarked
package dev.pacer.autoscaler.command;

import org.jspecify.annotations.NullMarked;
