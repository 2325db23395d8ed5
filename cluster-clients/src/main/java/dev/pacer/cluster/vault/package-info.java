/** HashiCorp Vault: its key-value store, version 2, and how we log in to it. */
@NullMarked
package dev.pacer.cluster.vault;

import org.jspecify.annotations.NullMarked;
