/** What people and programs read on stdout: tables, JSON, progress, safe text. */
@NullMarked
package dev.pacer.frame.output;

import org.jspecify.annotations.NullMarked;
