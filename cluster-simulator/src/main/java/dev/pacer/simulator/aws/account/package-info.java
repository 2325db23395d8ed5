/** What all simulated AWS services share: refusals, ids, credentials, throttles, lagging reads. */
@NullMarked
package dev.pacer.simulator.aws.account;

import org.jspecify.annotations.NullMarked;
