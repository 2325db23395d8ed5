/**
 * The journal as records in ZooKeeper: what they are called, what they look like, how they change.
 */
@NullMarked
package dev.pacer.autoscaler.journal.stored;

import org.jspecify.annotations.NullMarked;
