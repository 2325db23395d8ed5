/** The commands of registry-auth. */
@NullMarked
package dev.pacer.registryauth.command;

import org.jspecify.annotations.NullMarked;
