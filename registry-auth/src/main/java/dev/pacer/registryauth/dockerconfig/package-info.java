/** The files in which docker, skopeo and Mesos look for credentials: written, merged, judged. */
@NullMarked
package dev.pacer.registryauth.dockerconfig;

import org.jspecify.annotations.NullMarked;
