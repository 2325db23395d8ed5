package dev.pacer.simulator.aws.events;

/** A kind of notice that AWS's services send through EventBridge. */
public enum NoticeKind {
  LAUNCH_LIFECYCLE("aws.autoscaling", "EC2 Instance-launch Lifecycle Action"),
  TERMINATE_LIFECYCLE("aws.autoscaling", "EC2 Instance-terminate Lifecycle Action"),
  SPOT_INTERRUPTION("aws.ec2", "EC2 Spot Instance Interruption Warning"),
  REBALANCE_RECOMMENDATION("aws.ec2", "EC2 Instance Rebalance Recommendation");

  private final String source;
  private final String detailType;

  NoticeKind(String source, String detailType) {
    this.source = source;
    this.detailType = detailType;
  }

  /** The service that sends it. */
  public String source() {
    return source;
  }

  /** As AWS spells it. */
  public String detailType() {
    return detailType;
  }
}
