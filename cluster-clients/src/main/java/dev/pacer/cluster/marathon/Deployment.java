package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Set;

/**
 * A change under way. While it runs, every app it affects is locked. That it ended does not mean
 * that instances run (a scale-down ends when its kills are done).
 *
 * @param apps what it locks
 * @param pods what it locks
 * @param steps the plan, in order
 */
public record Deployment(
    DeploymentId id,
    Version version,
    Set<AppId> apps,
    Set<AppId> pods,
    List<Step> steps,
    Progress progress) {

  /** Copies the collections. */
  public Deployment {
    apps = Set.copyOf(apps);
    pods = Set.copyOf(pods);
    steps = List.copyOf(steps);
  }

  /** Whether it locks that app or pod. */
  public boolean affects(AppId id) {
    return apps.contains(id) || pods.contains(id);
  }

  /** Actions that go on side by side. */
  public record Step(List<Action> actions) {

    /** Copies the list. */
    public Step {
      actions = List.copyOf(actions);
    }
  }

  /** What is done to an app or a pod. */
  public enum Kind {
    START,
    STOP,
    SCALE,
    RESTART,
    /** An action that we do not know. */
    UNRECOGNISED
  }

  /** One action on one app or pod. */
  public record Action(Kind kind, AppId target) {}

  /**
   * How far it is.
   *
   * @param currentStep from 1
   * @param totalSteps how many there are
   * @param currentActions what is being done now
   * @param readiness of the instances it waits for
   */
  public record Progress(
      int currentStep, int totalSteps, List<Action> currentActions, List<App.Readiness> readiness) {

    /** Copies the lists. */
    public Progress {
      currentActions = List.copyOf(currentActions);
      readiness = List.copyOf(readiness);
    }
  }
}
