/** Serves archives of credentials to Mesos' fetcher, on a listener of its own. */
@NullMarked
package dev.pacer.registryauth.serve;

import org.jspecify.annotations.NullMarked;
