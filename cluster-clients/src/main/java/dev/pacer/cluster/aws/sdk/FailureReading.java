package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsFailure.Kind;
import dev.pacer.cluster.aws.sdk.WatchedCredentials.CredentialsFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Turns what the SDK throws into a failure of ours; the SDK's own object goes no further. */
final class FailureReading {
  private static final int MAX_DETAIL = 500;
  private static final int MAX_CAUSES = 20;
  private static final Pattern ACTION =
      Pattern.compile("not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9]+)");

  /**
   * Of the HTTP client below the SDK, which is not used here: its timeouts before anything is sent.
   */
  private static final Set<String> NEVER_CONNECTED =
      Set.of("ConnectTimeoutException", "ConnectionRequestTimeoutException");

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("Throttling", Kind.THROTTLED),
          Map.entry("ThrottlingException", Kind.THROTTLED),
          Map.entry("RequestLimitExceeded", Kind.THROTTLED),
          Map.entry("ValidationError", Kind.VALIDATION),
          Map.entry("InvalidParameterValue", Kind.VALIDATION),
          Map.entry("InvalidParameterCombination", Kind.VALIDATION),
          Map.entry("InvalidParameter", Kind.VALIDATION),
          Map.entry("MissingParameter", Kind.VALIDATION),
          Map.entry("AlreadyExists", Kind.VALIDATION),
          Map.entry("InvalidInstanceID.Malformed", Kind.VALIDATION),
          Map.entry("InvalidLaunchTemplateId.Malformed", Kind.VALIDATION),
          Map.entry("ScalingActivityInProgress", Kind.SCALING_ACTIVITY_IN_PROGRESS),
          Map.entry("ResourceContention", Kind.CONTENTION),
          Map.entry("PreconditionFailed", Kind.CONTENTION),
          Map.entry("ConditionalRequestConflict", Kind.CONTENTION),
          Map.entry("ResourceNotFoundException", Kind.NOT_FOUND),
          Map.entry("AWS.SimpleQueueService.NonExistentQueue", Kind.NOT_FOUND),
          Map.entry("QueueDoesNotExist", Kind.NOT_FOUND),
          Map.entry("NoSuchKey", Kind.NOT_FOUND),
          Map.entry("NoSuchBucket", Kind.NOT_FOUND),
          Map.entry("ResourceExistsException", Kind.TOKEN_REUSED),
          Map.entry("InvalidRequestException", Kind.VALIDATION),
          Map.entry("InvalidParameterException", Kind.VALIDATION),
          Map.entry("InvalidAccessKeyId", Kind.BAD_CREDENTIALS),
          Map.entry("SlowDown", Kind.THROTTLED),
          Map.entry("AccessDenied", Kind.DENIED),
          Map.entry("AccessDeniedException", Kind.DENIED),
          Map.entry("UnauthorizedOperation", Kind.DENIED),
          Map.entry("ExpiredToken", Kind.BAD_CREDENTIALS),
          Map.entry("ExpiredTokenException", Kind.BAD_CREDENTIALS),
          Map.entry("RequestExpired", Kind.BAD_CREDENTIALS),
          Map.entry("RequestTimeTooSkewed", Kind.BAD_CREDENTIALS),
          Map.entry("AuthFailure", Kind.BAD_CREDENTIALS),
          Map.entry("InvalidClientTokenId", Kind.BAD_CREDENTIALS),
          Map.entry("UnrecognizedClientException", Kind.BAD_CREDENTIALS),
          Map.entry("SignatureDoesNotMatch", Kind.BAD_CREDENTIALS),
          Map.entry("IncompleteSignature", Kind.BAD_CREDENTIALS),
          Map.entry("MissingAuthenticationToken", Kind.BAD_CREDENTIALS),
          Map.entry("LimitExceeded", Kind.LIMIT_EXCEEDED),
          Map.entry("ResourceInUse", Kind.IN_USE),
          Map.entry("InvalidInstanceType", Kind.NOT_FOUND),
          Map.entry("InvalidNextToken", Kind.LISTING_BROKEN),
          Map.entry("InvalidPaginationToken", Kind.LISTING_BROKEN),
          Map.entry("IdempotentParameterMismatch", Kind.TOKEN_REUSED));

  private FailureReading() {}

  /** Reads a failure of one call; {@code changes} tells whether the call may have had an effect. */
  static AwsException read(String call, String subject, boolean changes, RuntimeException thrown) {
    CredentialsFailedException credentials = find(CredentialsFailedException.class, thrown);
    if (credentials != null) {
      return ofCredentials(call, subject, credentials);
    }
    AwsServiceException answer = find(AwsServiceException.class, thrown);
    if (answer != null) {
      return new AwsException(ofAnswer(call, subject, answer));
    }
    IOException cause = find(IOException.class, thrown);
    Throwable told = cause == null ? thrown : cause;
    AwsFailure failure =
        new AwsFailure(
            kindOfSilence(changes, thrown),
            call,
            subject,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            cut(told.getClass().getSimpleName() + ": " + told.getMessage()));
    return new AwsException(failure, cause);
  }

  private static Kind kindOfSilence(boolean changes, RuntimeException thrown) {
    boolean unsent =
        find(ConnectException.class, thrown) != null
            || find(UnknownHostException.class, thrown) != null
            || find(NoRouteToHostException.class, thrown) != null
            || find(SSLHandshakeException.class, thrown) != null
            || find(SSLPeerUnverifiedException.class, thrown) != null
            || anyNamed(NEVER_CONNECTED, thrown);
    if (unsent) {
      return Kind.UNREACHABLE;
    }
    if (changes) {
      return Kind.LOST_REPLY;
    }
    boolean answered =
        find(BoundedReplies.ReplyTooLongException.class, thrown) != null
            || String.valueOf(thrown.getMessage()).startsWith("Unable to unmarshall response");
    return answered ? Kind.UNREADABLE : Kind.UNREACHABLE;
  }

  private static AwsFailure ofAnswer(String call, String subject, AwsServiceException answer) {
    @Nullable String code = answer.awsErrorDetails().errorCode();
    @Nullable String message = answer.awsErrorDetails().errorMessage();
    Kind kind = kind(answer, code, message);
    String detail = message == null ? (code == null ? "no error document" : "") : message;
    if (kind == Kind.DENIED) {
      detail = namingTheAction(call, detail);
    }
    return new AwsFailure(
        kind,
        call,
        subject,
        answer.statusCode() > 0 ? OptionalInt.of(answer.statusCode()) : OptionalInt.empty(),
        Optional.ofNullable(code).map(FailureReading::cut),
        Optional.ofNullable(answer.requestId()).filter(id -> !id.isBlank()),
        // The text of a wrong signature repeats the request, session token included.
        "SignatureDoesNotMatch".equals(code) ? "the signature does not match" : cut(detail));
  }

  private static Kind kind(
      AwsServiceException answer, @Nullable String code, @Nullable String message) {
    if (code == null) {
      if (answer.statusCode() == 401) {
        return Kind.BAD_CREDENTIALS;
      }
      return answer.statusCode() >= 500 ? Kind.SERVICE_FAILURE : Kind.UNREADABLE;
    }
    if (message != null && message.startsWith("AutoScalingGroup name not found")) {
      return Kind.NOT_FOUND;
    }
    Kind known = KINDS.get(code);
    if (known != null) {
      return known;
    }
    if (code.endsWith(".NotFound")
        || code.endsWith(".NotFoundException")
        || code.endsWith(".VersionNotFound")) {
      return Kind.NOT_FOUND;
    }
    if (answer.isThrottlingException()) {
      return Kind.THROTTLED;
    }
    return answer.statusCode() >= 500 || code.equals("RequestTimeout")
        ? Kind.SERVICE_FAILURE
        : Kind.OTHER;
  }

  private static AwsException ofCredentials(
      String call, String subject, CredentialsFailedException failed) {
    AwsServiceException answer = find(AwsServiceException.class, failed.reason());
    if (answer != null) {
      AwsFailure read = ofAnswer(failed.how(), failed.subject(), answer);
      boolean told = read.kind() == Kind.DENIED || read.kind() == Kind.THROTTLED;
      return new AwsException(
          new AwsFailure(
              told ? read.kind() : Kind.BAD_CREDENTIALS,
              read.call(),
              read.subject(),
              read.httpStatus(),
              read.code(),
              read.requestId(),
              read.detail()));
    }
    IOException cause = find(IOException.class, failed.reason());
    return new AwsException(
        new AwsFailure(
            Kind.BAD_CREDENTIALS,
            call,
            subject,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            cut("no credentials by " + failed.how() + ": " + why(failed.reason()))),
        cause);
  }

  /** The SDK lists the classes of its providers; people know them by other names. */
  private static String why(Throwable reason) {
    String message = String.valueOf(reason.getMessage());
    return message.startsWith("Unable to load credentials from any of the providers")
        ? "none in the environment, the profile files, a web identity, the container's or the"
            + " instance's role"
        : message;
  }

  private static String namingTheAction(String call, String detail) {
    Matcher matcher = ACTION.matcher(detail);
    String action = matcher.find() ? matcher.group(1) : call;
    // EC2 appends a long encoded message that only its own API can decode.
    int encoded = detail.indexOf("Encoded authorization failure message");
    String shown = encoded < 0 ? detail : detail.substring(0, encoded).strip();
    return "action %s is not allowed. %s".formatted(action, shown).strip();
  }

  private static String cut(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "…";
  }

  private static boolean anyNamed(Set<String> names, Throwable thrown) {
    @Nullable Throwable current = thrown;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (names.contains(current.getClass().getSimpleName())) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }

  private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
    @Nullable Throwable current = thrown;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }
}
