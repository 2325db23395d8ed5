/** The port to the places where credentials are published. */
@NullMarked
package dev.pacer.registryauth.publish;

import org.jspecify.annotations.NullMarked;
