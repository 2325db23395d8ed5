/** What every tool shares: configuration, exit codes, output, logging, the HTTP server. */
@NullMarked
package dev.pacer.frame;

import org.jspecify.annotations.NullMarked;
