package dev.pacer.simulator.aws.ec2;

/** The state of a machine, with EC2's name and code. */
public enum InstanceState {
  PENDING("pending", 0),
  RUNNING("running", 16),
  SHUTTING_DOWN("shutting-down", 32),
  TERMINATED("terminated", 48),
  STOPPING("stopping", 64),
  STOPPED("stopped", 80);

  private final String text;
  private final int code;

  InstanceState(String text, int code) {
    this.text = text;
    this.code = code;
  }

  public String text() {
    return text;
  }

  public int code() {
    return code;
  }

  /** Whether it still is, or may again become, a machine. */
  public boolean alive() {
    return this != SHUTTING_DOWN && this != TERMINATED;
  }
}
