/** Universe packages as a repository serves them, read leniently but named exactly. */
@NullMarked
package dev.pacer.installer.universe;

import org.jspecify.annotations.NullMarked;
