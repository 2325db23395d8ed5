/**
 * What a package may say in config.json beyond JSON Schema: lists to compute, checks over several
 * options.
 */
@NullMarked
package dev.pacer.installer.options.extension;

import org.jspecify.annotations.NullMarked;
