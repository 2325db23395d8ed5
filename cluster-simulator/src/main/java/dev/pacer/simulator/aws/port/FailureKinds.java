package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.Set;

/** Which kind of failure a refusal of AWS is to the toolkit, by code and status. */
final class FailureKinds {

  private static final Set<String> THROTTLED =
      Set.of("Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown");
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "AuthFailure",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "MissingAuthenticationToken");
  private static final Set<String> INVALID =
      Set.of(
          "ValidationError",
          "AlreadyExists",
          "InvalidParameterValue",
          "InvalidParameterCombination",
          "MissingParameter",
          "InvalidInstanceID.Malformed");

  private FailureKinds() {}

  static Kind of(AwsError error) {
    String code = error.code();
    if (error.message().startsWith("AutoScalingGroup name not found")
        || code.equals("InvalidInstanceType")
        || code.equals("QueueDoesNotExist")
        || code.endsWith("NotFound")
        || code.endsWith(".NotFoundException")) {
      return Kind.NOT_FOUND;
    }
    if (THROTTLED.contains(code)) {
      return Kind.THROTTLED;
    }
    if (DENIED.contains(code)) {
      return Kind.DENIED;
    }
    if (CREDENTIALS.contains(code)) {
      return Kind.BAD_CREDENTIALS;
    }
    if (INVALID.contains(code)) {
      return Kind.VALIDATION;
    }
    return switch (code) {
      case "ScalingActivityInProgress" -> Kind.SCALING_ACTIVITY_IN_PROGRESS;
      case "ResourceContention" -> Kind.CONTENTION;
      case "LimitExceeded" -> Kind.LIMIT_EXCEEDED;
      case "ResourceInUse" -> Kind.IN_USE;
      case "InvalidNextToken" -> Kind.LISTING_BROKEN;
      case "IdempotentParameterMismatch" -> Kind.TOKEN_REUSED;
      default -> error.status() >= 500 ? Kind.SERVICE_FAILURE : Kind.OTHER;
    };
  }
}
