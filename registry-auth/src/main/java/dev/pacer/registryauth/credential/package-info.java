/** Credentials of registries, as values. */
@NullMarked
package dev.pacer.registryauth.credential;

import org.jspecify.annotations.NullMarked;
