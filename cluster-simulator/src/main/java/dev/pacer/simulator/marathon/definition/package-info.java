/** What Marathon is told to run: apps, pods and groups, their checks and defaults. */
@NullMarked
package dev.pacer.simulator.marathon.definition;

import org.jspecify.annotations.NullMarked;
