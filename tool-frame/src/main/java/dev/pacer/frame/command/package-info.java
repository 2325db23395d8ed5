/** What the commands of all tools share. */
@NullMarked
package dev.pacer.frame.command;

import org.jspecify.annotations.NullMarked;
