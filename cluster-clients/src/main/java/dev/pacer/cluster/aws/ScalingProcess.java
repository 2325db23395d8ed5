package dev.pacer.cluster.aws;

/** A process of a group that can be suspended, by the name AWS gives it. */
public record ScalingProcess(String text) implements Comparable<ScalingProcess> {
  public static final ScalingProcess LAUNCH = new ScalingProcess("Launch");
  public static final ScalingProcess TERMINATE = new ScalingProcess("Terminate");
  public static final ScalingProcess ADD_TO_LOAD_BALANCER = new ScalingProcess("AddToLoadBalancer");
  public static final ScalingProcess ALARM_NOTIFICATION = new ScalingProcess("AlarmNotification");
  public static final ScalingProcess AZ_REBALANCE = new ScalingProcess("AZRebalance");
  public static final ScalingProcess HEALTH_CHECK = new ScalingProcess("HealthCheck");
  public static final ScalingProcess INSTANCE_REFRESH = new ScalingProcess("InstanceRefresh");
  public static final ScalingProcess REPLACE_UNHEALTHY = new ScalingProcess("ReplaceUnhealthy");
  public static final ScalingProcess SCHEDULED_ACTIONS = new ScalingProcess("ScheduledActions");

  public ScalingProcess {
    Texts.requireText("scaling process", text);
  }

  @Override
  public int compareTo(ScalingProcess other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
