package dev.pacer.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The cluster that is served when no scenario is named: one group of m5.large in two zones, three
 * agents up.
 */
public final class BuiltIn {

  /** The group's name. */
  public static final String GROUP = "agents";

  private BuiltIn() {}

  public static Scenario scenario() {
    GroupSpec group =
        new GroupSpec(
            GROUP,
            List.of("m5.large"),
            List.of("us-east-1a", "us-east-1b"),
            new GroupSpec.Sizes(1, 3, 10),
            Duration.ofSeconds(90),
            true,
            false,
            Map.of("Name", GROUP),
            AgentTemplate.asFound());
    return new Scenario(
        MesosShape.standard(),
        MarathonShape.standard(),
        AwsShape.standard(),
        List.of(RegistryShape.standard()),
        List.of(group),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
