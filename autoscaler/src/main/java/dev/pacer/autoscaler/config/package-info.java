/** The file that configures the autoscaler. */
@NullMarked
package dev.pacer.autoscaler.config;

import org.jspecify.annotations.NullMarked;
