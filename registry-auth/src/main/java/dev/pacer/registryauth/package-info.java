/** Keeps private-registry credentials fresh, everywhere tasks pull images. */
@NullMarked
package dev.pacer.registryauth;

import org.jspecify.annotations.NullMarked;
