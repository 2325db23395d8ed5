/** Proves credentials against their registries. */
@NullMarked
package dev.pacer.registryauth.verify;

import org.jspecify.annotations.NullMarked;
