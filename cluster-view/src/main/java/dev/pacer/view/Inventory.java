package dev.pacer.view;

import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupInstance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.Executor;
import dev.pacer.cluster.mesos.MachineId;
import dev.pacer.cluster.mesos.RecoveredAgent;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which agent is on which machine of which group (A8): by private address, then by private DNS
 * name, then by an attribute that names the instance.
 *
 * @param agents every registered agent
 * @param withoutAgent machines of groups on which no agent is registered or recovered
 * @param findings what does not add up
 */
public record Inventory(
    List<AgentOnMachine> agents, List<Machine> withoutAgent, List<Finding> findings) {

  /** An agent attribute that holds the EC2 instance id, where an operator sets one. */
  public static final String INSTANCE_ATTRIBUTE = "instance_id";

  public Inventory {
    agents = List.copyOf(agents);
    withoutAgent = List.copyOf(withoutAgent);
    findings = List.copyOf(findings);
  }

  public static Inventory of(
      MesosReading mesos, List<AutoScalingGroup> groups, List<Ec2Instance> ec2) {
    return new Joining(mesos, groups, ec2).join();
  }

  public Stream<AgentOnMachine> agentsOf(GroupName group) {
    return agents.stream().filter(a -> a.machine().map(m -> m.group().equals(group)).orElse(false));
  }

  public Stream<Machine> withoutAgentIn(GroupName group) {
    return withoutAgent.stream().filter(machine -> machine.group().equals(group));
  }

  /** One joining of the three lists. */
  private static final class Joining {
    private final MesosReading mesos;
    private final Map<InstanceId, Machine> machines = new LinkedHashMap<>();
    private final Map<String, Machine> byIp = new HashMap<>();
    private final Map<String, Machine> byDns = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Joining(MesosReading mesos, List<AutoScalingGroup> groups, List<Ec2Instance> ec2) {
      this.mesos = mesos;
      Map<InstanceId, Ec2Instance> byId =
          ec2.stream().collect(Collectors.toMap(Ec2Instance::id, Function.identity()));
      for (AutoScalingGroup group : groups) {
        for (GroupInstance instance : group.instances()) {
          Machine machine =
              new Machine(group.name(), instance, Optional.ofNullable(byId.get(instance.id())));
          machines.put(machine.id(), machine);
          machine
              .ec2()
              .filter(e -> !e.state().ending())
              .ifPresent(
                  e -> {
                    e.address().privateIp().ifPresent(ip -> byIp.put(ip, machine));
                    e.address().privateDnsName().ifPresent(dns -> byDns.put(lower(dns), machine));
                  });
        }
      }
    }

    Inventory join() {
      Map<String, List<Task>> tasks =
          Stream.concat(
                  mesos.state().tasks().live().stream(), mesos.state().tasks().pending().stream())
              .collect(Collectors.groupingBy(task -> task.place().agent().value()));
      Map<String, List<Executor>> executors =
          mesos.state().executors().stream()
              .collect(Collectors.groupingBy(executor -> executor.agent().value()));
      Map<InstanceId, List<Agent>> claims = new LinkedHashMap<>();
      Map<String, Machine> machineOf = new HashMap<>();
      for (Agent agent : mesos.state().agents().registered()) {
        find(agent)
            .ifPresent(
                machine -> {
                  claims.computeIfAbsent(machine.id(), id -> new ArrayList<>()).add(agent);
                  machineOf.put(agent.id().value(), machine);
                });
      }
      claims.forEach((id, agents) -> settle(id, agents, machineOf));
      List<AgentOnMachine> joined = new ArrayList<>();
      for (Agent agent : mesos.state().agents().registered()) {
        String id = agent.id().value();
        MachineId machine = agent.address().machine();
        joined.add(
            new AgentOnMachine(
                agent,
                Optional.ofNullable(machineOf.get(id)),
                tasks.getOrDefault(id, List.of()),
                executors.getOrDefault(id, List.of()),
                machine != null && mesos.schedule().holds(machine)));
      }
      Set<InstanceId> taken = new HashSet<>(claims.keySet());
      for (RecoveredAgent recovered : mesos.state().agents().recovered()) {
        byHostname(recovered.hostname()).ifPresent(machine -> taken.add(machine.id()));
      }
      List<Machine> free = machines.values().stream().filter(m -> !taken.contains(m.id())).toList();
      return new Inventory(joined, free, findings);
    }

    /** Two agents on one machine: the active one is meant; two active ones are a finding (A8). */
    private void settle(InstanceId id, List<Agent> agents, Map<String, Machine> machineOf) {
      if (agents.size() < 2) {
        return;
      }
      List<Agent> active = agents.stream().filter(a -> a.status().active()).toList();
      agents.stream()
          .filter(a -> active.size() != 1 || !active.contains(a))
          .forEach(a -> machineOf.remove(a.id().value()));
      if (active.size() != 1) {
        Machine machine = machines.get(id);
        findings.add(
            new Finding(
                Optional.ofNullable(machine).map(Machine::group),
                "%d agents are on instance %s: %s. Stop all but one of them."
                    .formatted(
                        agents.size(),
                        id,
                        agents.stream()
                            .map(a -> a.id().value())
                            .collect(Collectors.joining(", ")))));
      }
    }

    private Optional<Machine> find(Agent agent) {
      Optional<Machine> byAddress = Optional.ofNullable(agent.address().ip()).map(byIp::get);
      return byAddress
          .or(() -> byHostname(agent.address().hostname()))
          .or(
              () ->
                  agent
                      .attribute(INSTANCE_ATTRIBUTE)
                      .filter(Value.Text.class::isInstance)
                      .map(value -> ((Value.Text) value).text())
                      .filter(text -> !text.isBlank())
                      .map(text -> machines.get(new InstanceId(text))));
    }

    private Optional<Machine> byHostname(String hostname) {
      return Optional.ofNullable(byDns.get(lower(hostname)))
          .or(() -> Optional.ofNullable(byIp.get(hostname)));
    }

    private static String lower(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
