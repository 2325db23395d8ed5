/** What issuers of credentials answer, as values. */
@NullMarked
package dev.pacer.registryauth.issue;

import org.jspecify.annotations.NullMarked;
