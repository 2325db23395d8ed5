/** From options to Marathon JSON, exactly as Cosmos 0.6.3 does it. */
@NullMarked
package dev.pacer.installer.render;

import org.jspecify.annotations.NullMarked;
