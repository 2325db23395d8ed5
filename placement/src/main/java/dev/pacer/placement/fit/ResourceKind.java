package dev.pacer.placement.fit;

/** The resources that are reckoned with, in the order in which Marathon looks at them. */
public enum ResourceKind {
  CPUS("cpus"),
  MEM("mem"),
  GPUS("gpus"),
  DISK("disk"),
  PORTS("ports");

  private final String wireName;

  ResourceKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name that Mesos and Marathon use. */
  public String wireName() {
    return wireName;
  }
}
