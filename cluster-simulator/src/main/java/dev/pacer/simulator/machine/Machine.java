package dev.pacer.simulator.machine;

import java.time.Instant;
import java.util.Map;

/**
 * One EC2 instance, as the rest of the simulated world sees it.
 *
 * @param group name of the Auto Scaling group that launched it, empty for none
 * @param zone availability zone, such as {@code us-east-1a}
 * @param tags without the {@code aws:} ones
 */
public record Machine(
    String instanceId,
    String instanceType,
    String group,
    String region,
    String zone,
    String privateIp,
    String privateDnsName,
    Instant launchedAt,
    Map<String, String> tags) {
  public Machine {
    tags = Map.copyOf(tags);
  }
}
