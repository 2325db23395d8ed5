package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.util.Arrays;

/** A process of a group that can be suspended. */
public enum ScalingProcess {
  LAUNCH("Launch"),
  TERMINATE("Terminate"),
  ADD_TO_LOAD_BALANCER("AddToLoadBalancer"),
  ALARM_NOTIFICATION("AlarmNotification"),
  AZ_REBALANCE("AZRebalance"),
  HEALTH_CHECK("HealthCheck"),
  INSTANCE_REFRESH("InstanceRefresh"),
  REPLACE_UNHEALTHY("ReplaceUnhealthy"),
  SCHEDULED_ACTIONS("ScheduledActions");

  private final String text;

  ScalingProcess(String text) {
    this.text = text;
  }

  /** As AWS spells it. */
  public String text() {
    return text;
  }

  /**
   * The process of that name.
   *
   * @throws AwsError when there is none
   */
  public static ScalingProcess require(String text) {
    return Arrays.stream(values())
        .filter(process -> process.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.validation(
                    "The process type %s is not a valid process type.".formatted(text)));
  }
}
