package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Offer.Unavailability;
import dev.pacer.simulator.offer.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The maintenance schedule and machines taken down (mesos.md 7). */
public final class Maintenance {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private final MesosModel model;

  Maintenance(MesosModel model) {
    this.model = model;
  }

  /** Replaces the whole schedule. */
  public Answer update(List<Window> windows) {
    Set<MachineId> seen = new HashSet<>();
    for (Window window : windows) {
      Answer wrong = check(window, seen);
      if (wrong != null) {
        return wrong;
      }
    }
    Registry registry = model.registry();
    for (MachineId down : registry.down) {
      if (!seen.contains(down)) {
        return Answer.bad(
            "Machine '%s' is deactivated and cannot be removed from the schedule".formatted(down));
      }
    }
    Set<MachineId> touched = new HashSet<>(seen);
    registry.schedule.forEach(
        window -> window.machines().forEach(machine -> touched.add(machine.normal())));
    registry.schedule.clear();
    registry.schedule.addAll(windows);
    model.record(
        "maintenance schedule windows=%d machines=%d".formatted(windows.size(), seen.size()));
    for (AgentRecord agent : List.copyOf(model.memory().agents.values())) {
      if (touched.contains(agent.machine())) {
        model.allocator().rescind(agent);
      }
    }
    model.allocator().later();
    model.touch();
    return Answer.OK;
  }

  private static @Nullable Answer check(Window window, Set<MachineId> seen) {
    if (window.machines().isEmpty()) {
      return Answer.bad("List of machines in the maintenance window is empty");
    }
    if (window.unavailability().duration() != null
        && window.unavailability().duration().isNegative()) {
      return Answer.bad("Unavailability 'duration' is negative");
    }
    for (MachineId machine : window.machines()) {
      Answer wrong = check(machine);
      if (wrong != null) {
        return wrong;
      }
      if (!seen.add(machine.normal())) {
        return Answer.bad("Machine '%s' appears more than once in the schedule".formatted(machine));
      }
    }
    return null;
  }

  private static @Nullable Answer check(MachineId machine) {
    if (machine.hostname().isEmpty() && machine.ip().isEmpty()) {
      return Answer.bad("Both 'hostname' and 'ip' for a machine are empty");
    }
    if (!machine.ip().isEmpty() && !IPV4.matcher(machine.ip()).matches()) {
      return Answer.bad("Failed to parse IPv4: " + machine.ip());
    }
    return null;
  }

  /** Takes scheduled machines down: their agents are removed and exit. */
  public Answer down(List<MachineId> named) {
    List<MachineId> machines = named.stream().map(MachineId::normal).toList();
    Answer wrong = checkAll(machines);
    if (wrong != null) {
      return wrong;
    }
    for (MachineId machine : machines) {
      if (!known(machine)) {
        return Answer.bad("Machine '%s' is not part of a maintenance schedule".formatted(machine));
      }
      if (!model.registry().scheduled(machine) || model.registry().down.contains(machine)) {
        return Answer.bad(
            "Machine '%s' is not in DRAINING mode and cannot be brought down".formatted(machine));
      }
    }
    for (MachineId machine : machines) {
      model.registry().down.add(machine);
      model.record("machine down " + machine);
      for (AgentRecord agent : List.copyOf(model.memory().agents.values())) {
        if (agent.machine().equals(machine)) {
          model
              .agentDesk()
              .remove(
                  agent,
                  TaskState.LOST,
                  "REASON_AGENT_REMOVED",
                  "Operator initiated 'Machine DOWN'");
          if (agent.process().reachable()) {
            agent.process().shutDown();
          }
        }
      }
    }
    model.touch();
    return Answer.OK;
  }

  /** Brings machines back: they leave the schedule, and their agents may register again. */
  public Answer up(List<MachineId> named) {
    List<MachineId> machines = named.stream().map(MachineId::normal).toList();
    Answer wrong = checkAll(machines);
    if (wrong != null) {
      return wrong;
    }
    Registry registry = model.registry();
    for (MachineId machine : machines) {
      if (!known(machine)) {
        return Answer.bad("Machine '%s' is not part of a maintenance schedule".formatted(machine));
      }
      if (!registry.down.contains(machine)) {
        return Answer.bad(
            "Machine '%s' is not in DOWN mode and cannot be brought up".formatted(machine));
      }
    }
    List<Window> left = new ArrayList<>();
    for (Window window : registry.schedule) {
      List<MachineId> staying =
          window.machines().stream()
              .filter(machine -> !machines.contains(machine.normal()))
              .toList();
      if (!staying.isEmpty()) {
        left.add(new Window(staying, window.unavailability()));
      }
    }
    registry.schedule.clear();
    registry.schedule.addAll(left);
    machines.forEach(registry.down::remove);
    model.record("machines up " + machines);
    model.touch();
    return Answer.OK;
  }

  private static @Nullable Answer checkAll(List<MachineId> machines) {
    if (machines.isEmpty()) {
      return Answer.bad("List of machines is empty");
    }
    Set<MachineId> seen = new HashSet<>();
    for (MachineId machine : machines) {
      Answer wrong = check(machine);
      if (wrong != null) {
        return wrong;
      }
      if (!seen.add(machine.normal())) {
        return Answer.bad("Machine '%s' appears more than once in the list".formatted(machine));
      }
    }
    return null;
  }

  private boolean known(MachineId machine) {
    return model.registry().scheduled(machine)
        || model.memory().agents.values().stream()
            .anyMatch(agent -> agent.machine().equals(machine));
  }

  @Nullable Unavailability unavailability(MachineId machine) {
    return model.registry().schedule.stream()
        .filter(window -> window.holds(machine))
        .map(Window::unavailability)
        .findFirst()
        .orElse(null);
  }
}
