/**
 * What the toolkit asks of AWS: Auto Scaling, EC2 and prices as ports and values, free of the SDK.
 */
@NullMarked
package dev.pacer.cluster.aws;

import org.jspecify.annotations.NullMarked;
