package dev.pacer.cluster.aws;

/**
 * The state of a machine as EC2 spells it; one unknown to us is kept, and is neither running nor
 * gone.
 */
public record InstanceState(String text) {
  public static final InstanceState PENDING = new InstanceState("pending");
  public static final InstanceState RUNNING = new InstanceState("running");
  public static final InstanceState SHUTTING_DOWN = new InstanceState("shutting-down");
  public static final InstanceState TERMINATED = new InstanceState("terminated");
  public static final InstanceState STOPPING = new InstanceState("stopping");
  public static final InstanceState STOPPED = new InstanceState("stopped");

  public InstanceState {
    Texts.requireText("instance state", text);
  }

  public boolean running() {
    return equals(RUNNING);
  }

  /** Terminated or certain to be: it never runs anything again. */
  public boolean ending() {
    return equals(SHUTTING_DOWN) || equals(TERMINATED);
  }

  @Override
  public String toString() {
    return text;
  }
}
