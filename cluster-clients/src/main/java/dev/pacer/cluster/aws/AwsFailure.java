package dev.pacer.cluster.aws;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Why a call to AWS failed.
 *
 * @param call service and action, such as {@code autoscaling:SetDesiredCapacity}
 * @param subject what it was about, such as {@code group agents}
 * @param httpStatus absent when no reply came
 * @param code AWS's own, absent when the reply had none
 * @param requestId what AWS support asks for
 * @param detail what came back, cut and free of secrets
 */
public record AwsFailure(
    Kind kind,
    String call,
    String subject,
    OptionalInt httpStatus,
    Optional<String> code,
    Optional<String> requestId,
    String detail) {

  public AwsFailure {
    Texts.requireText("call", call);
  }

  /** The failures that callers treat differently, each with what to do about it. */
  public enum Kind {
    /** AWS asks to slow down; the request was not carried out. */
    THROTTLED("Ask less often; it is tried again in the next cycle."),
    /** The request does not suit the state of things, or is wrong. */
    VALIDATION("Read the current state again before asking for anything else."),
    /** A scaling activity or cooldown blocks the group. */
    SCALING_ACTIVITY_IN_PROGRESS("Wait for the activity to end."),
    /** Another update of the same resource is pending. */
    CONTENTION("Try again later; find out who else changes it if this lasts."),
    /** The credentials may not do this; the detail names the action. */
    DENIED("Allow the action in the IAM policy of the role or user in use."),
    /** No credentials, wrong ones or expired ones. */
    BAD_CREDENTIALS(
        "Check where the credentials come from, that they are current, and the machine's clock."),
    /** The request may have been carried out: it went out and no clear answer came. */
    LOST_REPLY("It may have happened: look at the group and its activities before asking again."),
    /** No answer, and nothing was changed: no connection, or a read that got no reply. */
    UNREACHABLE("Check the network, the region and the endpoint."),
    /** AWS failed inside; a request that changes things may have been carried out. */
    SERVICE_FAILURE("Try again later; look first whether it happened."),
    /** A quota of the account is used up. */
    LIMIT_EXCEEDED("Raise the quota, or remove what is not needed."),
    /** The resource is busy or still has what must go first. */
    IN_USE("Try again when it is free."),
    /** No such resource. */
    NOT_FOUND("Check the name, the region and the account; a new resource may need a moment."),
    /** The token of a listing was refused or repeated. */
    LISTING_BROKEN("The listing starts again in the next cycle."),
    /** The same client token was used with other parameters. */
    TOKEN_REUSED("Report it: the tool used one token for two orders."),
    /** A reply that cannot be understood. */
    UNREADABLE("Check that the endpoint is AWS's and not a proxy's."),
    /** Anything else. */
    OTHER("Look the code up in AWS's documentation.");

    private final String advice;

    Kind(String advice) {
      this.advice = advice;
    }

    public String advice() {
      return advice;
    }

    /** AWS understood and said no: a command exits with 5. */
    public boolean refused() {
      return REFUSALS.contains(this);
    }

    /** Nobody answered: a command exits with 4. */
    public boolean unreachable() {
      return this == UNREACHABLE;
    }

    private static final Set<Kind> REFUSALS =
        EnumSet.of(
            VALIDATION,
            SCALING_ACTIVITY_IN_PROGRESS,
            CONTENTION,
            DENIED,
            BAD_CREDENTIALS,
            LIMIT_EXCEEDED,
            IN_USE,
            NOT_FOUND,
            TOKEN_REUSED);
  }

  /** Whether a call that changes things may have done so all the same. */
  public boolean mayHaveBeenDone() {
    return kind == Kind.LOST_REPLY || kind == Kind.SERVICE_FAILURE;
  }

  /** One line: what was tried, what came back, what to do. */
  public String sentence() {
    StringBuilder line = new StringBuilder(call);
    if (!subject.isBlank()) {
      line.append(" for ").append(subject);
    }
    line.append(httpStatus.isPresent() ? " answered " + httpStatus.getAsInt() : " " + silence());
    code.ifPresent(text -> line.append(' ').append(text));
    if (!detail.isBlank()) {
      line.append(": ").append(detail.strip());
    }
    if (!endsSentence(line)) {
      line.append('.');
    }
    requestId.ifPresent(id -> line.append(" Request id ").append(id).append('.'));
    return line.append(' ').append(kind.advice()).toString();
  }

  private String silence() {
    if (kind == Kind.BAD_CREDENTIALS) {
      return "was not sent";
    }
    return kind == Kind.UNREADABLE ? "was answered with something else" : "got no answer";
  }

  private static boolean endsSentence(StringBuilder line) {
    return ".!?".indexOf(line.charAt(line.length() - 1)) >= 0;
  }
}
