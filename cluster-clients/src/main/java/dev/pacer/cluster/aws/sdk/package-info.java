/** The AWS SDK behind the ports of {@code cluster.aws}; nothing of the SDK leaves this package. */
@NullMarked
package dev.pacer.cluster.aws.sdk;

import org.jspecify.annotations.NullMarked;
