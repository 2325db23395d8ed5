/** Logging to stderr, set up in code, with secrets taken out. */
@NullMarked
package dev.pacer.frame.log;

import org.jspecify.annotations.NullMarked;
