package dev.pacer.simulator.mesos.port;

import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentCounts;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.Executor;
import dev.pacer.cluster.mesos.Framework;
import dev.pacer.cluster.mesos.FrameworkList;
import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MaintenanceStatus;
import dev.pacer.cluster.mesos.Task;
import dev.pacer.cluster.mesos.TaskList;
import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MachineId;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.TaskView;
import dev.pacer.simulator.mesos.Window;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * One state of the simulator, told in the port's words. What has not changed since the reading
 * before is taken over from it, so that a cycle over a quiet cluster costs next to nothing.
 */
final class Reading {

  private final MesosState state;
  private final IdentityHashMap<AgentView, Agent> agents = new IdentityHashMap<>();
  private final IdentityHashMap<TaskView, Task> tasks = new IdentityHashMap<>();
  private final IdentityHashMap<FrameworkView, Framework> frameworks = new IdentityHashMap<>();

  final AgentList agentList;
  final TaskList taskList;
  final FrameworkList frameworkList;
  final List<Executor> executors;
  final AgentCounts counts;

  Reading(MesosState state, Reading before) {
    this(state, before.agents, before.tasks, before.frameworks);
  }

  Reading(MesosState state) {
    this(state, new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>());
  }

  private Reading(
      MesosState state,
      IdentityHashMap<AgentView, Agent> oldAgents,
      IdentityHashMap<TaskView, Task> oldTasks,
      IdentityHashMap<FrameworkView, Framework> oldFrameworks) {
    this.state = state;
    agentList =
        new AgentList(
            told(state.agents(), oldAgents, agents, Words::agent),
            state.recovered().stream().map(Words::recovered).toList());
    taskList =
        new TaskList(
            List.of(),
            tasks(state.frameworks(), FrameworkView::tasks, oldTasks),
            tasks(state.frameworks(), FrameworkView::unreachable, oldTasks),
            completed(state, oldTasks));
    frameworkList =
        new FrameworkList(
            told(state.frameworks(), oldFrameworks, frameworks, Words::framework),
            told(state.completedFrameworks(), oldFrameworks, frameworks, Words::framework));
    executors =
        state.frameworks().stream()
            .flatMap(framework -> framework.executors().stream())
            .map(Words::executor)
            .toList();
    long active = state.agents().stream().filter(AgentView::active).count();
    counts = new AgentCounts(active, state.agents().size() - active, state.unreachable().size());
  }

  MesosState state() {
    return state;
  }

  private static <F, T> List<T> told(
      List<F> from, IdentityHashMap<F, T> old, IdentityHashMap<F, T> now, Function<F, T> words) {
    List<T> list = new ArrayList<>(from.size());
    for (F item : from) {
      T known = old.get(item);
      T told = known == null ? words.apply(item) : known;
      now.put(item, told);
      list.add(told);
    }
    return list;
  }

  private List<Task> tasks(
      List<FrameworkView> of,
      Function<FrameworkView, List<TaskView>> which,
      IdentityHashMap<TaskView, Task> old) {
    List<Task> list = new ArrayList<>();
    for (FrameworkView framework : of) {
      list.addAll(told(which.apply(framework), old, tasks, Words::task));
    }
    return list;
  }

  private List<Task> completed(MesosState state, IdentityHashMap<TaskView, Task> old) {
    List<Task> list = tasks(state.frameworks(), FrameworkView::completed, old);
    list.addAll(tasks(state.completedFrameworks(), FrameworkView::completed, old));
    return list;
  }

  MaintenanceSchedule schedule() {
    List<MaintenanceSchedule.Window> windows = new ArrayList<>();
    for (Window window : state.schedule()) {
      windows.add(
          new MaintenanceSchedule.Window(
              window.machines().stream().map(Reading::machine).toList(),
              window.unavailability().start(),
              window.unavailability().duration()));
    }
    return new MaintenanceSchedule(windows);
  }

  MaintenanceStatus maintenanceStatus() {
    List<MaintenanceStatus.Draining> draining = new ArrayList<>();
    for (Window window : state.schedule()) {
      for (MachineId machine : window.machines()) {
        if (!state.down().contains(machine.normal())) {
          draining.add(new MaintenanceStatus.Draining(machine(machine), List.of()));
        }
      }
    }
    return new MaintenanceStatus(draining, state.down().stream().map(Reading::machine).toList());
  }

  private static dev.pacer.cluster.mesos.MachineId machine(MachineId machine) {
    return new dev.pacer.cluster.mesos.MachineId(machine.hostname(), machine.ip());
  }
}
