/** The HTTP server that tools and the simulator share, on HttpCore's classic server connection. */
@NullMarked
package dev.pacer.frame.http;

import org.jspecify.annotations.NullMarked;
