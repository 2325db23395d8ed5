package dev.pacer.cluster.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which AWS to talk to, and how.
 *
 * @param region such as {@code us-east-1}
 * @param endpoint one address for all services instead of AWS's own; plain http only to this
 *     machine, as a request carries a session token
 */
public record AwsSettings(
    String region, Optional<URI> endpoint, AwsCredentialsSource credentials, AwsTimeouts timeouts) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  public AwsSettings {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "region must look like us-east-1, was \"%s\"".formatted(region));
    }
    endpoint.ifPresent(AwsSettings::check);
  }

  private static void check(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    String host = endpoint.getHost();
    if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "endpoint must be an http or https URL with a host, was \"%s\"".formatted(endpoint));
    }
    if (endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException("endpoint must have no user, query or fragment");
    }
    if (scheme.equals("http") && !THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "endpoint must be https unless it is on this machine, was \"%s\"".formatted(endpoint));
    }
  }
}
