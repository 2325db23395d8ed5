/** The simulated AWS on one port: query, EC2, JSON and REST requests and answers, written here. */
@NullMarked
package dev.pacer.simulator.aws.http;

import org.jspecify.annotations.NullMarked;
