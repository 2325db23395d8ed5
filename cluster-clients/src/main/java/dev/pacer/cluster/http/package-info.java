/**
 * HTTP as our clients speak it: one exchange with hard limits ({@link
 * dev.pacer.cluster.http.HttpTransport}), and a peer with several addresses, credentials, retries
 * and told failures ({@link dev.pacer.cluster.http.HttpPeer}). The one home of Apache HttpClient.
 */
@NullMarked
package dev.pacer.cluster.http;

import org.jspecify.annotations.NullMarked;
