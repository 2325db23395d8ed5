package dev.pacer.autoscaler;

import dev.pacer.autoscaler.FakeCluster.FakeApp;
import dev.pacer.autoscaler.FakeCluster.Node;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentAddress;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentId;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.AgentResources;
import dev.pacer.cluster.mesos.AgentSoftware;
import dev.pacer.cluster.mesos.AgentStatus;
import dev.pacer.cluster.mesos.Attribute;
import dev.pacer.cluster.mesos.CallOutcome;
import dev.pacer.cluster.mesos.FrameworkId;
import dev.pacer.cluster.mesos.FrameworkList;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MasterFlags;
import dev.pacer.cluster.mesos.MasterStanding;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Quantities;
import dev.pacer.cluster.mesos.RecoveredAgent;
import dev.pacer.cluster.mesos.Reservation;
import dev.pacer.cluster.mesos.Resource;
import dev.pacer.cluster.mesos.Resources;
import dev.pacer.cluster.mesos.Role;
import dev.pacer.cluster.mesos.Span;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.TaskId;
import dev.pacer.cluster.mesos.TaskList;
import dev.pacer.cluster.mesos.TaskPlace;
import dev.pacer.cluster.mesos.TaskState;
import dev.pacer.cluster.mesos.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code MesosMaster} answers for a {@link FakeCluster}. */
final class FakeMesos {

  static final String FRAMEWORK = "marathon-framework";
  private final FakeCluster cluster;

  FakeMesos(FakeCluster cluster) {
    this.cluster = cluster;
  }

  MesosState state() {
    cluster.requireUp(cluster.mesosDown, "http://mesos:5050/api/v1");
    MasterStanding standing =
        new MasterStanding(
            "m1", "master@10.0.1.1:5050", "master@10.0.1.1:5050", "1.11.0", null, cluster.elected);
    List<Agent> agents = new ArrayList<>();
    List<RecoveredAgent> recovered = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (Node node : cluster.nodes.values()) {
      if (node.recovered) {
        recovered.add(
            new RecoveredAgent(
                new AgentId(node.agent()), node.ip, 5051, List.of(), Resources.NONE, null));
      }
      if (!node.registered || node.recovered) {
        continue;
      }
      for (int i = 0; i < node.agentsOnIt; i++) {
        agents.add(agent(node, i));
      }
      if (!cluster.mesosForgetsTasks) {
        tasks.addAll(tasks(node));
      }
    }
    long active = agents.stream().filter(a -> a.status().active()).count();
    return new MesosState(
        cluster.now,
        new MesosState.Office(standing, standing),
        new AgentCounts(active, agents.size() - active, 0),
        new AgentList(agents, recovered),
        new TaskList(List.of(), tasks, List.of(), List.of()),
        new FrameworkList(List.of(), List.of()),
        List.of());
  }

  private Agent agent(Node node, int number) {
    Resources total =
        new Resources(
            List.of(
                scalar(node, "cpus", cluster.agentCpus),
                scalar(node, "mem", cluster.agentMem),
                scalar(node, "disk", 50_000),
                Resource.of("ports", new Value.Ranges(List.of(new Span(31_000, 32_000))))));
    double cpus = 0;
    double mem = 0;
    for (FakeApp app : cluster.apps.values()) {
      cpus += app.cpus * FakePorts.tasksOn(app, node);
      mem += app.mem * FakePorts.tasksOn(app, node);
    }
    Resources used =
        cpus == 0 || cluster.mesosForgetsTasks
            ? Resources.NONE
            : new Resources(List.of(scalar(node, "cpus", cpus), scalar(node, "mem", mem)));
    return new Agent(
        new AgentId(node.agent() + (number == 0 ? "" : "-" + number)),
        new AgentAddress(node.ip, 5051, "slave(1)@" + node.ip + ":5051"),
        List.of(
            new Attribute("zone", new Value.Text(node.zone)),
            new Attribute("instance_id", new Value.Text(node.instance))),
        new AgentResources(total, used, Resources.NONE),
        new AgentStatus(!node.deactivated, node.deactivated, null, cluster.now, null),
        new AgentSoftware("1.11.0", Set.of()),
        null);
  }

  private static Resource scalar(Node node, String name, double value) {
    List<Reservation> reservations = new ArrayList<>();
    if (!node.role.equals("*")) {
      reservations.add(new Reservation(Reservation.Type.STATIC, node.role, null, Map.of()));
    }
    if (node.reserved) {
      reservations.add(new Reservation(Reservation.Type.DYNAMIC, "db", null, Map.of()));
    }
    return new Resource(name, Value.scalar(value), reservations, null, null, false, false);
  }

  private List<Task> tasks(Node node) {
    List<Task> tasks = new ArrayList<>();
    for (FakeApp app : cluster.apps.values()) {
      for (int i = 0; i < app.tasks.size(); i++) {
        if (app.tasks.get(i).equals(node.agent())) {
          tasks.add(
              new Task(
                  new TaskId(FakeMarathon.taskId(app, i)),
                  new TaskPlace(new FrameworkId(FRAMEWORK), new AgentId(node.agent()), null),
                  TaskState.RUNNING,
                  Resources.NONE,
                  Map.of(),
                  null,
                  List.of()));
        }
      }
    }
    return tasks;
  }

  List<Role> roles() {
    if (cluster.quotaLimitMilli.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Role(
            "*",
            1,
            new Role.Quota(
                Quantities.NONE, new Quantities(cluster.quotaLimitMilli), Quantities.NONE),
            Quantities.NONE,
            Quantities.NONE,
            Quantities.NONE,
            List.of()));
  }

  MasterFlags flags() {
    return new MasterFlags(Map.of("agent_reregister_timeout", "10mins"));
  }

  MaintenanceSchedule maintenanceSchedule() {
    List<MachineId> machines =
        cluster.nodes.values().stream()
            .filter(n -> n.maintenance)
            .map(n -> new MachineId(n.ip, n.ip))
            .toList();
    return machines.isEmpty()
        ? MaintenanceSchedule.EMPTY
        : new MaintenanceSchedule(
            List.of(new MaintenanceSchedule.Window(machines, cluster.now, null)));
  }

  CallOutcome deactivate(AgentId agent) {
    cluster.sent.add("Deactivate " + agent);
    boolean dropped = cluster.trouble == FakeCluster.Trouble.DROP_REQUEST;
    cluster.trouble = FakeCluster.Trouble.NONE;
    if (!dropped) {
      cluster.nodeOfAgent(agent.value()).ifPresent(n -> n.deactivated = true);
    }
    return new CallOutcome(CallOutcome.Result.ACCEPTED, "");
  }

  CallOutcome reactivate(AgentId agent) {
    cluster.sent.add("Reactivate " + agent);
    cluster.nodeOfAgent(agent.value()).ifPresent(n -> n.deactivated = false);
    return new CallOutcome(CallOutcome.Result.ACCEPTED, "");
  }

  CallOutcome markGone(AgentId agent) {
    cluster.sent.add("MarkGone " + agent);
    return new CallOutcome(CallOutcome.Result.ACCEPTED, "");
  }
}
