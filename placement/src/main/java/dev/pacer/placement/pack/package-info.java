/**
 * Where waiting instances go, and which machines are missing (autoscaling reference D10, N3-N7).
 */
@NullMarked
package dev.pacer.placement.pack;

import org.jspecify.annotations.NullMarked;
