/** What registry-auth.yaml says. */
@NullMarked
package dev.pacer.registryauth.config;

import org.jspecify.annotations.NullMarked;
