/** Where credentials come from. */
@NullMarked
package dev.pacer.registryauth.source;

import org.jspecify.annotations.NullMarked;
