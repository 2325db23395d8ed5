/** Simulated buckets and objects. */
@NullMarked
package dev.pacer.simulator.aws.s3;

import org.jspecify.annotations.NullMarked;
