/** The command that holds decisions of Pacer to what real servers answered. */
@NullMarked
package dev.pacer.conformance;

import org.jspecify.annotations.NullMarked;
