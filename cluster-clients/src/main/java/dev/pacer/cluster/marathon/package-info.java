/**
 * Marathon: the port {@link dev.pacer.cluster.marathon.MarathonClient}, its values, and the adapter
 * over HTTP. Facts about the server are those of Marathon 1.11.
 */
@NullMarked
package dev.pacer.cluster.marathon;

import org.jspecify.annotations.NullMarked;
