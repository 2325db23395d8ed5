/** The pacer command. */
@NullMarked
package dev.pacer.cli;

import org.jspecify.annotations.NullMarked;
