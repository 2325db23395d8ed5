package dev.pacer.simulator.mesos;

/** A task among all frameworks' tasks: its id is unique within its framework only. */
public record TaskKey(String frameworkId, String taskId) {
  @Override
  public String toString() {
    return frameworkId + "/" + taskId;
  }
}
