/** Installs, updates and removes Universe packages on Marathon. */
@NullMarked
package dev.pacer.installer;

import org.jspecify.annotations.NullMarked;
