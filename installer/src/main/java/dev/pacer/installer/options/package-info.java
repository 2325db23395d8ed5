/** A package's options: its schema, the defaults in it, the user's options over them. */
@NullMarked
package dev.pacer.installer.options;

import org.jspecify.annotations.NullMarked;
