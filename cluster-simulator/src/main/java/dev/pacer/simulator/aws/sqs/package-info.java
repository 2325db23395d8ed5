/** Simulated SQS: standard queues, their messages and visibility timeouts. */
@NullMarked
package dev.pacer.simulator.aws.sqs;

import org.jspecify.annotations.NullMarked;
