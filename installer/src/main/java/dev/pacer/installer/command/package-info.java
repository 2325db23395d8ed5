/** The commands of the installer, which stand at the top level of {@code pacer}. */
@NullMarked
package dev.pacer.installer.command;

import org.jspecify.annotations.NullMarked;
