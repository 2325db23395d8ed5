/** Targets in stores of secrets and objects: Vault, DC/OS, Secrets Manager, S3. */
@NullMarked
package dev.pacer.registryauth.store;

import org.jspecify.annotations.NullMarked;
