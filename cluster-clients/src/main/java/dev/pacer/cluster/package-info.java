/** Ports to the world and their adapters. */
@NullMarked
package dev.pacer.cluster;

import org.jspecify.annotations.NullMarked;
