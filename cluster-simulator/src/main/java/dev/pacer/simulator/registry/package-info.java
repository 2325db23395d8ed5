/** Simulated image registries: who may pull what, and the images. */
@NullMarked
package dev.pacer.simulator.registry;

import org.jspecify.annotations.NullMarked;
