/** What several writers of one target know of what it holds, so that none sets it back. */
@NullMarked
package dev.pacer.registryauth.ledger;

import org.jspecify.annotations.NullMarked;
