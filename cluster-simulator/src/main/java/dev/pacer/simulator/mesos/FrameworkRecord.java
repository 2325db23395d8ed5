package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.FrameworkSpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A framework in the leader's memory. */
final class FrameworkRecord {

  private static final int MOST_COMPLETED = 1000;

  /** Resources of one agent that are not offered to the framework again for a while. */
  record Refusal(String agentId, String role, Resources resources, Instant until) {}

  /** An executor that members of a task group share. */
  record ExecutorKey(String agentId, String executorId) {}

  private final String id;
  private final FrameworkSpec spec;

  final Map<String, TaskView> tasks = new LinkedHashMap<>();
  final Map<String, TaskView> unreachable = new LinkedHashMap<>();
  final Deque<TaskView> completed = new ArrayDeque<>();
  final Map<ExecutorKey, ExecutorView> executors = new LinkedHashMap<>();
  final Map<String, OfferRecord> offers = new LinkedHashMap<>();
  final List<Refusal> refusals = new ArrayList<>();

  /** Thousandths of each scalar that it uses or has on offer, for its share. */
  final Map<String, Long> held = new HashMap<>();

  @Nullable Session session;
  @Nullable Instant registered;
  @Nullable Instant reregistered;
  @Nullable Instant unregistered;
  @Nullable Scheduled failover;
  boolean connected;
  boolean recovered;
  boolean suppressed;
  private @Nullable FrameworkView view;

  FrameworkRecord(String id, FrameworkSpec spec) {
    this.id = id;
    this.spec = spec;
  }

  String id() {
    return id;
  }

  FrameworkSpec spec() {
    return spec;
  }

  List<String> roles() {
    return spec.roles().isEmpty() ? List.of("*") : spec.roles();
  }

  boolean has(String capability) {
    return spec.capabilities().contains(capability);
  }

  void complete(TaskView task) {
    completed.addLast(task);
    if (completed.size() > MOST_COMPLETED) {
      completed.removeFirst();
    }
    changed();
  }

  void changed() {
    view = null;
  }

  FrameworkView view(Iterable<AgentRecord> agents) {
    FrameworkView present = view;
    if (present == null) {
      List<Allocation> used = new ArrayList<>();
      for (AgentRecord agent : agents) {
        for (Allocation allocation : agent.used()) {
          if (allocation.frameworkId().equals(id)) {
            used.add(allocation);
          }
        }
      }
      present =
          new FrameworkView(
              id,
              spec,
              connected,
              connected,
              recovered,
              registered,
              reregistered,
              unregistered,
              List.copyOf(tasks.values()),
              List.copyOf(unreachable.values()),
              List.copyOf(completed),
              List.copyOf(executors.values()),
              offers.values().stream().map(OfferRecord::offer).toList(),
              used,
              offers.values().stream()
                  .map(o -> new Allocation(id, o.offer().allocationRole(), o.resources()))
                  .toList());
      view = present;
    }
    return present;
  }
}
