package dev.pacer.simulator.aws.account;

import java.util.Locale;

/** How a service speaks, which decides how it words the refusals that all services share. */
public enum AwsProtocol {
  /** Auto Scaling and STS. */
  QUERY,
  /** EC2's own dialect of the query protocol. */
  EC2,
  /** ECR, Secrets Manager and SQS. */
  JSON,
  /** S3. */
  REST;

  /** The protocol of a service as credential scopes name it, such as {@code autoscaling}. */
  public static AwsProtocol of(String service) {
    return switch (service.toLowerCase(Locale.ROOT)) {
      case "ec2" -> EC2;
      case "ecr", "secretsmanager", "sqs" -> JSON;
      case "s3" -> REST;
      default -> QUERY;
    };
  }

  /** No credentials at all. */
  public AwsError missingCredentials() {
    return switch (this) {
      case QUERY -> new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
      case EC2 ->
          new AwsError(
              401, "AuthFailure", "AWS was not able to validate the provided access credentials");
      case JSON ->
          new AwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
      case REST -> new AwsError(403, "AccessDenied", "Access Denied");
    };
  }

  /** An access key, or a session token, that nobody issued. */
  public AwsError unknownCredentials() {
    return switch (this) {
      case QUERY ->
          new AwsError(
              403,
              "InvalidClientTokenId",
              "The security token included in the request is invalid.");
      case EC2 ->
          new AwsError(
              401, "AuthFailure", "AWS was not able to validate the provided access credentials");
      case JSON ->
          new AwsError(
              400,
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case REST ->
          new AwsError(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.");
    };
  }

  /** Credentials that were good once. */
  public AwsError expiredCredentials() {
    return switch (this) {
      case QUERY ->
          new AwsError(
              403, "ExpiredToken", "The security token included in the request is expired");
      case EC2 -> new AwsError(400, "RequestExpired", "Request has expired.");
      case JSON ->
          new AwsError(
              400,
              "ExpiredTokenException",
              "The security token included in the request is expired");
      case REST -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
    };
  }

  /** Good credentials that may not do this. */
  public AwsError denied(String arn, String action, String resource) {
    String who = "User: %s is not authorized to perform: %s".formatted(arn, action);
    String why = " because no identity-based policy allows the %s action".formatted(action);
    return switch (this) {
      case QUERY -> new AwsError(403, "AccessDenied", who + " on resource: " + resource + why);
      case EC2 ->
          new AwsError(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + who + why);
      case JSON ->
          new AwsError(400, "AccessDeniedException", who + " on resource: " + resource + why);
      case REST -> new AwsError(403, "AccessDenied", who + " on resource: " + resource + why);
    };
  }

  /** Too many calls. */
  public AwsError throttled() {
    return switch (this) {
      case QUERY -> new AwsError(400, "Throttling", "Rate exceeded");
      case EC2 -> new AwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
      case JSON -> new AwsError(400, "ThrottlingException", "Rate exceeded");
      case REST -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
    };
  }

  /** The service failed inside. */
  public AwsError internal() {
    return switch (this) {
      case QUERY ->
          new AwsError(
              500, "InternalFailure", "We encountered an internal error. Please try again.");
      case EC2 -> new AwsError(500, "InternalError", "An internal error has occurred");
      case JSON -> new AwsError(500, "InternalFailure", "The request processing has failed.");
      case REST ->
          new AwsError(500, "InternalError", "We encountered an internal error. Please try again.");
    };
  }

  /** An action that the service does not have, or that is not simulated. */
  public AwsError unknownAction(String action) {
    return switch (this) {
      case QUERY, EC2 ->
          new AwsError(
              400,
              "InvalidAction",
              "The action %s is not valid for this web service.".formatted(action));
      case JSON -> new AwsError(400, "UnknownOperationException", "");
      case REST ->
          new AwsError(
              501,
              "NotImplemented",
              "A header or query you provided implies functionality that is not implemented.");
    };
  }
}
