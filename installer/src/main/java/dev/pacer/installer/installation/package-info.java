/** Installations on a Marathon: found by their labels, created, watched, removed. */
@NullMarked
package dev.pacer.installer.installation;

import org.jspecify.annotations.NullMarked;
