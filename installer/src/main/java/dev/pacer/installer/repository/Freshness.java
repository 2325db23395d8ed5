package dev.pacer.installer.repository;

import java.time.Instant;

/**
 * How old a copy of a repository is.
 *
 * @param fetchedAt when it was last known to be what the repository holds
 * @param validator what tells whether it still is: an ETag, or sizes and times of files; empty for
 *     none
 */
record Freshness(Instant fetchedAt, String validator) {}
