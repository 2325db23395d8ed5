/** Universe packages rendered, and labels read, against the answers that Cosmos gives. */
@NullMarked
package dev.pacer.conformance.universe;

import org.jspecify.annotations.NullMarked;
