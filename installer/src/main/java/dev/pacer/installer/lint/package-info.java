/**
 * What is wrong, risky or odd in a package: pure rules over one revision, or over a whole
 * repository.
 */
@NullMarked
package dev.pacer.installer.lint;

import org.jspecify.annotations.NullMarked;
