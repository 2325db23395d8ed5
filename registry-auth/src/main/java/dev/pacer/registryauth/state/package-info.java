/** What a run leaves to the next one: last good credentials, and the lock between runs. */
@NullMarked
package dev.pacer.registryauth.state;

import org.jspecify.annotations.NullMarked;
