package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.RecordingScheduler;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Resource.Range;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agents and frameworks of the captured cluster, as its README describes them. */
final class CapturedLoad {

  private static final List<String> EXECUTE =
      List.of(
          "RESERVATION_REFINEMENT", "TASK_KILLING_STATE", "REVOCABLE_RESOURCES", "PARTITION_AWARE");
  private static final List<String> SERVICE =
      List.of("MULTI_ROLE", "RESERVATION_REFINEMENT", "PARTITION_AWARE", "TASK_KILLING_STATE");

  private CapturedLoad() {}

  static AgentSpec agent1(boolean http) {
    return new AgentSpec(
        "agent1.test",
        "127.0.0.1",
        25051,
        List.of(
            Resource.scalar("cpus", "4"),
            Resource.scalar("mem", "4096"),
            Resource.scalar("disk", "8192"),
            Resource.ports(31000, 32000)),
        List.of(
            Attribute.text("az", "us-east-1a"),
            Attribute.text("instance_id", "i-0123"),
            Attribute.text("pool", "default"),
            new Attribute("rack", new Attribute.Value.Ranges(List.of(new Range(1, 3)))),
            new Attribute("weight", new Attribute.Value.Scalar(new BigDecimal("2.5")))),
        null,
        null,
        http);
  }

  static AgentSpec agent2(boolean http) {
    return new AgentSpec(
        "agent2.test",
        "127.0.0.1",
        25052,
        List.of(
            Resource.scalar("cpus", "8"),
            Resource.scalar("mem", "8192"),
            Resource.scalar("disk", "16384"),
            new Resource(
                "ports",
                new Resource.Value.Ranges(
                    List.of(new Range(31000, 31500), new Range(31800, 32000))),
                "*",
                null,
                null),
            Resource.scalar("cpus", "2").forRole("batch"),
            Resource.scalar("mem", "1024").forRole("batch")),
        List.of(
            Attribute.text("az", "us-east-1b"),
            Attribute.text("instance_id", "i-0456"),
            Attribute.text("pool", "default")),
        null,
        null,
        http);
  }

  static AgentSpec agent3(boolean http) {
    return new AgentSpec(
        "agent3.test",
        "127.0.0.1",
        25053,
        List.of(
            Resource.scalar("cpus", "2.5"),
            Resource.scalar("mem", "2048"),
            Resource.scalar("disk", "4096"),
            Resource.ports(31000, 31099),
            Resource.scalar("cpus", "1").forRole("web"),
            new Resource("ssd", new Resource.Value.Items(Set.of("sda", "sdb")), "*", null, null)),
        List.of(
            Attribute.text("az", "us-east-1c"),
            Attribute.text("instance_id", "i-0789"),
            Attribute.text("pool", "gpu")),
        null,
        null,
        http);
  }

  /** A framework for one task, without checkpointing, gone when its scheduler is. */
  static FrameworkSpec oneShot(String role) {
    return new FrameworkSpec(
        null,
        "mesos-execute instance",
        "root",
        "",
        "",
        List.of(role),
        EXECUTE,
        null,
        Duration.ZERO,
        false,
        true);
  }

  static FrameworkSpec service(String name, String role) {
    return new FrameworkSpec(
        null,
        name,
        "root",
        "",
        "",
        List.of(role),
        SERVICE,
        null,
        Duration.ofSeconds(30),
        true,
        true);
  }

  static FrameworkSpec fixture() {
    return new FrameworkSpec(
        null,
        "fixture-fw",
        "root",
        "",
        "",
        List.of("web"),
        List.of("MULTI_ROLE", "RESERVATION_REFINEMENT", "PARTITION_AWARE"),
        null,
        Duration.ZERO,
        false,
        true);
  }

  static Launch task(String id, String role, Duration grace, String... resources) {
    List<Resource> list = new ArrayList<>();
    for (int i = 0; i < resources.length; i += 2) {
      list.add(Resource.scalar(resources[i], resources[i + 1]).forRole(role));
    }
    String name = id.replaceAll("-\\d+$", "");
    boolean labelled = !name.equals(id);
    return new Launch(
        id, name, name, list, labelled ? Map.of("app", name) : Map.of(), grace, "", "");
  }

  static Launch with(Launch task, Resource more) {
    List<Resource> resources = new ArrayList<>(task.resources());
    resources.add(more);
    return new Launch(
        task.taskId(),
        task.name(),
        task.subject(),
        resources,
        task.labels(),
        task.killGrace(),
        task.executorId(),
        task.group());
  }

  /** Launches on that host's offer and has nothing to do with others from then on. */
  static void launch(RecordingScheduler framework, String hostname, Launch... tasks) {
    use(framework, hostname, new Operation.LaunchTasks(List.of(tasks)));
  }

  static void launchGroup(RecordingScheduler framework, String hostname, String... ids) {
    List<Launch> tasks = new ArrayList<>();
    for (String id : ids) {
      tasks.add(
          new Launch(
              id,
              id,
              id,
              List.of(Resource.scalar("cpus", "0.2"), Resource.scalar("mem", "32")),
              Map.of(),
              null,
              "default-executor",
              "group"));
    }
    use(
        framework,
        hostname,
        new Operation.LaunchGroup(
            List.of(
                Resource.scalar("cpus", "0.1"),
                Resource.scalar("mem", "32"),
                Resource.scalar("disk", "32")),
            tasks));
  }

  private static void use(RecordingScheduler framework, String hostname, Operation operation) {
    Offer offer = framework.offerOf(hostname);
    framework.offers.remove(offer.id());
    framework.session.accept(List.of(offer.id()), List.of(operation), Duration.ofDays(1));
  }

  /** Waits for offers, launches, and refuses what is left. */
  static RecordingScheduler join(MesosWorld world, FrameworkSpec spec) {
    RecordingScheduler framework = new RecordingScheduler().join(world.mesos, spec);
    world.seconds(0.01);
    return framework;
  }

  static void quiet(RecordingScheduler framework) {
    framework.session.suppress();
    framework.declineAll(Duration.ofDays(1));
  }
}
