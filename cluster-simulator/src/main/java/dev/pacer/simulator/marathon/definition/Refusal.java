package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.util.List;

/** What Marathon says when it does not do what it is asked: a status and a body. */
public final class Refusal extends RuntimeException {

  private static final String LOCKED =
      "App is locked by one or more deployments. Override with the option '?force=true'. View"
          + " details at '/v2/deployments/<DEPLOYMENT_ID>'.";

  private final int status;
  private final transient Doc body;

  public Refusal(int status, Doc body) {
    super(body.textOr("message", ""));
    this.status = status;
    this.body = body;
  }

  /** With only a message. */
  public static Refusal of(int status, String message) {
    return new Refusal(status, Doc.of("message", message));
  }

  /** With a message and an empty list of details, as most answers to reads are. */
  public static Refusal withDetails(int status, String message) {
    return new Refusal(status, Doc.of("message", message, "details", List.of()));
  }

  /** 409: deployments hold what was to be changed. */
  public static Refusal locked(List<String> deployments) {
    return new Refusal(
        409,
        Doc.of(
            "message",
            LOCKED,
            "deployments",
            deployments.stream().map(id -> Doc.of("id", id)).toList()));
  }

  public static Refusal noApp(String id) {
    return withDetails(404, "App '" + id + "' does not exist");
  }

  public int status() {
    return status;
  }

  public Doc body() {
    return body;
  }
}
