package dev.pacer.cluster.aws;

/** An instance as its group sees it. */
public record GroupInstance(
    InstanceId id,
    LaunchedAs launched,
    LifecycleState state,
    boolean healthy,
    boolean protectedFromScaleIn) {

  public InstanceType type() {
    return launched.type();
  }

  public Zone zone() {
    return launched.zone();
  }
}
