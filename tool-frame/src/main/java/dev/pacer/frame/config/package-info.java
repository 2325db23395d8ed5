/**
 * Configuration files: declared once, read whole, every problem told, documented from the
 * declaration.
 */
@NullMarked
package dev.pacer.frame.config;

import org.jspecify.annotations.NullMarked;
