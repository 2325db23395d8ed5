/** The running part: one thread that asks, proves, publishes and looks again. */
@NullMarked
package dev.pacer.registryauth.keep;

import org.jspecify.annotations.NullMarked;
