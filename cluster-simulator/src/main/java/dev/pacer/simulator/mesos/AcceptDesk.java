package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the leader uses accepted offers: it checks every operation and does it, or says why not.
 */
final class AcceptDesk {

  private static final class Purse {
    private final FrameworkRecord framework;
    private final AgentRecord agent;
    private final String role;
    private final OfferRecord offer;
    private final Map<String, String> groupContainers = new HashMap<>();
    private Resources left;

    Purse(FrameworkRecord framework, AgentRecord agent, OfferRecord offer, Resources left) {
      this.framework = framework;
      this.agent = agent;
      this.role = offer.offer().allocationRole();
      this.offer = offer;
      this.left = left;
    }
  }

  private final MesosModel model;

  AcceptDesk(MesosModel model) {
    this.model = model;
  }

  void accept(
      FrameworkRecord framework,
      Collection<String> offerIds,
      List<Operation> operations,
      Duration refuse) {
    List<OfferRecord> offers = new ArrayList<>();
    String invalid = offerIds.isEmpty() ? "No offers specified" : null;
    for (String offerId : offerIds) {
      OfferRecord offer = framework.offers.get(offerId);
      if (offer == null) {
        invalid = "Offer %s is no longer valid".formatted(offerId);
      } else {
        offers.add(offer);
      }
    }
    if (offers.stream().map(offer -> offer.offer().agentId()).distinct().count() > 1) {
      invalid = "Aggregated offers must belong to one single agent";
    }
    Resources sum = Resources.NONE;
    for (OfferRecord offer : offers) {
      sum = sum.plus(offer.resources());
      model.memory().unoffer(offer);
    }
    model.allocator().later();
    if (invalid != null) {
      drop(framework, operations, invalid);
      return;
    }
    AgentRecord agent = model.memory().agents.get(offers.get(0).offer().agentId());
    if (agent == null || !agent.connected) {
      drop(framework, operations, "Agent is not connected");
      return;
    }
    Purse purse = new Purse(framework, agent, offers.get(0), sum);
    for (Operation operation : operations) {
      perform(purse, operation);
    }
    model.allocator().refuse(framework, purse.offer, purse.left, refuse);
  }

  private void perform(Purse purse, Operation operation) {
    if (operation instanceof Operation.LaunchTasks launch) {
      launch.tasks().forEach(task -> launch(purse, task, Resources.NONE));
    } else if (operation instanceof Operation.LaunchGroup group) {
      launchGroup(purse, group);
    } else {
      String refused = convert(purse, operation);
      if (refused != null) {
        model.record("operation refused framework=%s: %s".formatted(purse.framework.id(), refused));
      }
    }
  }

  private void launchGroup(Purse purse, Operation.LaunchGroup group) {
    Resources executor = Resources.of(group.executorResources());
    Resources all = executor;
    for (Launch task : group.tasks()) {
      all = all.plus(Resources.of(task.resources()));
    }
    if (!purse.left.contains(all)) {
      String message =
          "Total resources %s required by task group and its executor are more than available %s"
              .formatted(all, purse.left);
      group.tasks().forEach(task -> refuse(purse.framework, task, message));
      return;
    }
    group.tasks().forEach(task -> launch(purse, task, executor));
  }

  private void launch(Purse purse, Launch launch, Resources executorResources) {
    Resources wanted = Resources.of(launch.resources());
    if (purse.framework.tasks.containsKey(launch.taskId())
        || purse.framework.unreachable.containsKey(launch.taskId())) {
      refuse(purse.framework, launch, "Task has duplicate ID: " + launch.taskId());
      return;
    }
    if (wanted.isEmpty()) {
      refuse(purse.framework, launch, "Task uses no resources");
      return;
    }
    if (!purse.left.contains(wanted)) {
      refuse(
          purse.framework,
          launch,
          "Task uses more resources %s than available %s".formatted(wanted, purse.left));
      return;
    }
    purse.left = purse.left.minus(wanted);
    FrameworkRecord.ExecutorKey executor =
        new FrameworkRecord.ExecutorKey(purse.agent.id(), launch.executorId());
    if (!launch.executorId().isEmpty() && !purse.framework.executors.containsKey(executor)) {
      purse.left = purse.left.minus(executorResources);
      purse.framework.executors.put(
          executor,
          new ExecutorView(
              launch.executorId(),
              purse.framework.id(),
              purse.agent.id(),
              purse.role,
              executorResources));
      model.memory().use(purse.agent, purse.framework, purse.role, executorResources);
    }
    TaskView task =
        new TaskView(
            launch.taskId(),
            launch.name(),
            purse.framework.id(),
            purse.agent.id(),
            launch.executorId(),
            TaskState.STAGING,
            wanted,
            purse.role,
            List.of(),
            launch.labels(),
            launch.killGrace(),
            null);
    purse.framework.tasks.put(task.id(), task);
    model.memory().use(purse.agent, purse.framework, purse.role, wanted);
    model.record(
        "task launched id=%s framework=%s agent=%s resources=\"%s\""
            .formatted(task.id(), purse.framework.id(), purse.agent.id(), wanted));
    model.listeners().forEach(listener -> listener.taskAdded(task));
    String parent = launch.executorId().isEmpty() ? null : parent(purse, launch.executorId());
    RecordedStatus.Container container =
        new RecordedStatus.Container(
            model.names().uuid(), parent, purse.agent.spec().ip(), model.names().pid());
    purse
        .agent
        .process()
        .launch(
            task,
            launch,
            purse.framework.spec(),
            container,
            purse.framework.executors.get(executor));
  }

  private String parent(Purse purse, String executorId) {
    return purse.groupContainers.computeIfAbsent(
        executorId,
        key ->
            purse.agent.process().runs().stream()
                .filter(
                    run ->
                        run.view().executorId().equals(executorId)
                            && run.view().frameworkId().equals(purse.framework.id()))
                .map(run -> run.container().parent())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> model.names().uuid()));
  }

  private void refuse(FrameworkRecord framework, Launch launch, String message) {
    told(framework, launch, TaskState.ERROR, "REASON_TASK_INVALID", message);
  }

  private void drop(FrameworkRecord framework, List<Operation> operations, String why) {
    TaskState state = framework.spec().partitionAware() ? TaskState.DROPPED : TaskState.LOST;
    for (Operation operation : operations) {
      for (Launch launch : launches(operation)) {
        told(
            framework,
            launch,
            state,
            "REASON_INVALID_OFFERS",
            "Task launched with invalid offers: " + why);
      }
    }
  }

  private static List<Launch> launches(Operation operation) {
    if (operation instanceof Operation.LaunchTasks launch) {
      return launch.tasks();
    }
    return operation instanceof Operation.LaunchGroup group ? group.tasks() : List.of();
  }

  private void told(
      FrameworkRecord framework, Launch launch, TaskState state, String reason, String message) {
    model.record(
        "task refused id=%s framework=%s: %s".formatted(launch.taskId(), framework.id(), message));
    TaskStatus status =
        new TaskStatus(
            launch.taskId(),
            "",
            state,
            "SOURCE_MASTER",
            reason,
            message,
            model.simulation().instant(),
            null);
    model.taskDesk().countEnd(new RecordedStatus(status, null, null, null));
    model.taskDesk().tell(framework, status);
  }

  /** Reserves, unreserves, creates or destroys; null when done, else why not. */
  private @Nullable String convert(Purse purse, Operation operation) {
    List<Resource> consumed;
    List<Resource> produced;
    if (operation instanceof Operation.Reserve reserve) {
      consumed = Conversions.unreserved(reserve.resources());
      produced = reserve.resources();
    } else if (operation instanceof Operation.Unreserve unreserve) {
      consumed = unreserve.resources();
      produced = Conversions.unreserved(unreserve.resources());
    } else if (operation instanceof Operation.Create create) {
      consumed = Conversions.withoutVolumes(create.volumes());
      produced = create.volumes();
    } else {
      consumed = ((Operation.Destroy) operation).volumes();
      produced = Conversions.withoutVolumes(consumed);
    }
    Resources from = Resources.of(consumed);
    Resources to = Resources.of(produced);
    if (!purse.left.contains(from)) {
      return "%s is not in the offer %s".formatted(from, purse.left);
    }
    purse.agent.convert(from, to);
    purse.left = purse.left.minus(from).plus(to);
    return null;
  }
}
