/** Where published credentials go: files, a listener for fetches, secret stores. */
@NullMarked
package dev.pacer.registryauth.target;

import org.jspecify.annotations.NullMarked;
