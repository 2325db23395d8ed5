/** What registries say of a credential, as values. */
@NullMarked
package dev.pacer.registryauth.verdict;

import org.jspecify.annotations.NullMarked;
