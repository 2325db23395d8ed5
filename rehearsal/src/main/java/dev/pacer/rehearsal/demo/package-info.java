/**
 * The demo: the main job shown on a served simulated cluster, each step checked on the simulator's
 * own answers, never on what a tool says of itself.
 */
@NullMarked
package dev.pacer.rehearsal.demo;

import org.jspecify.annotations.NullMarked;
