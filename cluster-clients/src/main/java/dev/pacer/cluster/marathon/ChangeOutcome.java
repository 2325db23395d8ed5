package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Optional;

/**
 * What Marathon said to a change. That it is {@link Accepted} is not yet that anything runs: look
 * for the deployment, then for the instances.
 */
public sealed interface ChangeOutcome {

  /** What happened, in one sentence. */
  String explanation();

  /** The deployment that was started, if one was. */
  default Optional<DeploymentId> deployment() {
    return Optional.empty();
  }

  /**
   * Taken on (200, 201, 202).
   *
   * @param started the deployment; a change that changed nothing names one that never shows in the
   *     list, and some calls name none
   * @param created whether the thing did not exist before
   */
  record Accepted(Optional<DeploymentId> started, Optional<Version> version, boolean created)
      implements ChangeOutcome {

    @Override
    public Optional<DeploymentId> deployment() {
      return started;
    }

    @Override
    public String explanation() {
      return started.map(d -> "started deployment " + d).orElse("accepted without a deployment");
    }
  }

  /**
   * Refused because deployments hold the lock (409). A refused PUT is stored as an app version all
   * the same.
   */
  record Locked(List<DeploymentId> deployments, String message) implements ChangeOutcome {

    /** Copies the list. */
    public Locked {
      deployments = List.copyOf(deployments);
    }

    @Override
    public String explanation() {
      return "locked by deployments " + deployments + ": " + message;
    }
  }

  /** Refused because something of that name exists (409 without deployments). */
  record Conflict(String message) implements ChangeOutcome {

    @Override
    public String explanation() {
      return "conflict: " + message;
    }
  }

  /**
   * Refused because the definition is wrong (400, 422).
   *
   * @param findings empty when only the message says what is wrong
   */
  record Invalid(String message, List<Finding> findings) implements ChangeOutcome {

    /** Copies the list. */
    public Invalid {
      findings = List.copyOf(findings);
    }

    @Override
    public String explanation() {
      return findings.isEmpty()
          ? "invalid: " + message
          : "invalid: "
              + message
              + " "
              + String.join("; ", findings.stream().map(Finding::toString).toList());
    }
  }

  /** What is wrong at one place of a definition; the path is Marathon's: {@code /fetch(0)/uri}. */
  record Finding(String path, List<String> errors) {

    /** Copies the list. */
    public Finding {
      errors = List.copyOf(errors);
    }

    @Override
    public String toString() {
      return path + ": " + String.join(", ", errors);
    }
  }

  /** There is no such app, pod, group, version or deployment (404). */
  record NotFound(String message) implements ChangeOutcome {

    @Override
    public String explanation() {
      return "not found: " + message;
    }
  }

  /**
   * The server runs as many deployments as it may (403), so every change is refused; cancelling one
   * with force frees a place.
   */
  record LimitReached(String message) implements ChangeOutcome {

    @Override
    public String explanation() {
      return "too many deployments: " + message;
    }
  }
}
