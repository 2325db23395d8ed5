/** The docker.tar.gz that Mesos' fetcher unpacks into a sandbox: the same bytes everywhere. */
@NullMarked
package dev.pacer.registryauth.archive;

import org.jspecify.annotations.NullMarked;
