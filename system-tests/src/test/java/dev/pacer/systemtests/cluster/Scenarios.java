package dev.pacer.systemtests.cluster;

import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Workload;
import dev.pacer.simulator.scenario.AgentTemplate;
import dev.pacer.simulator.scenario.AppChange;
import dev.pacer.simulator.scenario.AwsShape;
import dev.pacer.simulator.scenario.GroupSpec;
import dev.pacer.simulator.scenario.MarathonShape;
import dev.pacer.simulator.scenario.MesosShape;
import dev.pacer.simulator.scenario.RegistryShape;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.TaskRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The simulated clusters that tests start with. */
public final class Scenarios {

  private Scenarios() {}

  /** Whole clusters of so many servers. */
  public static Scenario of(
      int masters, int marathons, List<GroupSpec> groups, List<AgentSpec> agents) {
    return of(masters, marathons, groups, agents, List.of());
  }

  /** As above, with apps that are posted in the course of time. */
  public static Scenario of(
      int masters,
      int marathons,
      List<GroupSpec> groups,
      List<AgentSpec> agents,
      List<AppChange> apps) {
    MesosShape mesos = MesosShape.standard();
    MarathonShape marathon = MarathonShape.standard();
    return new Scenario(
        new MesosShape(masters, mesos.pingTimeout(), mesos.reregisterTimeout(), mesos.quotas()),
        new MarathonShape(marathons, marathon.role(), marathon.features()),
        AwsShape.standard(),
        List.of(RegistryShape.standard()),
        groups,
        agents,
        apps,
        List.of(),
        List.of(),
        List.of());
  }

  /** The same cluster with rules for how tasks behave. */
  public static Scenario withTasks(Scenario scenario, TaskRule... rules) {
    return new Scenario(
        scenario.mesos(),
        scenario.marathon(),
        scenario.aws(),
        scenario.registries(),
        scenario.groups(),
        scenario.agents(),
        scenario.apps(),
        List.of(rules),
        scenario.faults(),
        scenario.events());
  }

  /** The tasks of that app run for a second and end with status 1. */
  public static TaskRule fails(String app) {
    Workload.Behaviour service = Workload.Behaviour.service();
    return new TaskRule(
        Pattern.compile(Pattern.quote(app)),
        new Workload.Behaviour(
            service.fetch(),
            service.start(),
            Duration.ofSeconds(1),
            1,
            null,
            false,
            service.stopsAfter(),
            null,
            null));
  }

  /** A group of m5.large in two zones, whose machines become agents. */
  public static GroupSpec group(String name, int min, int desired, int max) {
    return group(name, min, desired, max, true);
  }

  /** The same, but no agent ever registers. */
  public static GroupSpec machinesOnly(String name, int min, int desired, int max) {
    return group(name, min, desired, max, false);
  }

  private static GroupSpec group(String name, int min, int desired, int max, boolean registers) {
    return new GroupSpec(
        name,
        List.of("m5.large"),
        List.of("us-east-1a", "us-east-1b"),
        new GroupSpec.Sizes(min, desired, max),
        Duration.ofSeconds(90),
        registers,
        false,
        Map.of("Name", name),
        AgentTemplate.asFound());
  }

  /**
   * An agent with 2 cpus and 4 GiB that belongs to no group.
   *
   * @param number makes its address
   */
  public static AgentSpec agent(String hostname, int number) {
    return new AgentSpec(
        hostname,
        "10.9.0." + number,
        5051,
        List.of(
            Resource.scalar("cpus", "2"),
            Resource.scalar("mem", "4096"),
            Resource.scalar("disk", "10240"),
            Resource.ports(31000, 31999)),
        List.of(Attribute.text("rack", "r" + number)),
        null,
        null,
        false);
  }

  /** An app that is posted at the start and runs on one host only. */
  public static AppChange appOn(String id, String hostname) {
    return new AppChange.Put(
        Duration.ZERO,
        id,
        """
        {"id": "%s", "cmd": "sleep 100000", "cpus": 0.5, "mem": 64, "instances": 1,
         "portDefinitions": [], "constraints": [["hostname", "LIKE", "%s"]]}
        """
            .formatted(id, hostname.replace(".", "\\\\.")));
  }
}
