package dev.pacer.simulator.aws.account;

import java.util.Set;

/** A call that AWS refuses: its code, its HTTP status and its text; each protocol wraps it anew. */
public final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Set<String> OURS_THOUGH_5XX = Set.of("ResourceContention");

  private final int status;
  private final String code;

  public AwsError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Auto Scaling's answer to a request that does not suit the state of things. */
  public static AwsError validation(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /** {@code Sender} or {@code Receiver}: whose fault the query protocol says it is. */
  public String blame() {
    return status >= 500 && !OURS_THOUGH_5XX.contains(code) ? "Receiver" : "Sender";
  }
}
