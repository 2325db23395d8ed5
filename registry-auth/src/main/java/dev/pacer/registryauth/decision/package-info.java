/** When to refresh, what to keep and what to publish: pure functions. */
@NullMarked
package dev.pacer.registryauth.decision;

import org.jspecify.annotations.NullMarked;
