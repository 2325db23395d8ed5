/** The user's options as they are given: files, standard input, single values. */
@NullMarked
package dev.pacer.installer.input;

import org.jspecify.annotations.NullMarked;
