/** Tools run inside the simulator. */
@NullMarked
package dev.pacer.rehearsal;

import org.jspecify.annotations.NullMarked;
