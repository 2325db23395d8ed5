package dev.pacer.simulator.aws.account;

import dev.pacer.simulator.kernel.Fault;
import java.util.Map;

/**
 * Words the refusals that fault rules ask for: what a rule leaves open is filled in as AWS would.
 */
public final class RefusedCalls {

  private static final Map<String, AwsError> KNOWN =
      Map.of(
          "Throttling", new AwsError(400, "", "Rate exceeded"),
          "ThrottlingException", new AwsError(400, "", "Rate exceeded"),
          "RequestLimitExceeded", new AwsError(503, "", "Request limit exceeded."),
          "SlowDown", new AwsError(503, "", "Please reduce your request rate."),
          "ServiceUnavailable",
              new AwsError(503, "", "Service is unavailable. Please try again shortly"),
          "InternalFailure",
              new AwsError(500, "", "We encountered an internal error. Please try again."),
          "ResourceContention",
              new AwsError(
                  500, "", "You already have a pending update to an Auto Scaling resource."),
          "LimitExceeded",
              new AwsError(400, "", "The limit of Auto Scaling groups has been reached"),
          "ExpiredToken",
              new AwsError(403, "", "The security token included in the request is expired"));

  private RefusedCalls() {}

  /** The error of a rule; an empty code is an internal failure, a status of 0 the code's usual. */
  public static AwsError error(Fault.Refuse refuse, AwsProtocol protocol) {
    AwsError known =
        refuse.code().isEmpty()
            ? protocol.internal()
            : KNOWN.getOrDefault(refuse.code(), new AwsError(400, "", refuse.code()));
    return new AwsError(
        refuse.status() > 0 ? refuse.status() : known.status(),
        refuse.code().isEmpty() ? known.code() : refuse.code(),
        refuse.message().isEmpty() ? known.message() : refuse.message());
  }
}
