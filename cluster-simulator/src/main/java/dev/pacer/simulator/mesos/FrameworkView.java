package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Offer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A framework at one moment.
 *
 * @param recovered known only through its agents since the last election
 * @param registered null while recovered
 * @param unregistered null while it lives
 */
public record FrameworkView(
    String id,
    FrameworkSpec spec,
    boolean active,
    boolean connected,
    boolean recovered,
    @Nullable Instant registered,
    @Nullable Instant reregistered,
    @Nullable Instant unregistered,
    List<TaskView> tasks,
    List<TaskView> unreachable,
    List<TaskView> completed,
    List<ExecutorView> executors,
    List<Offer> offers,
    List<Allocation> used,
    List<Allocation> offered) {
  public FrameworkView {
    tasks = List.copyOf(tasks);
    unreachable = List.copyOf(unreachable);
    completed = List.copyOf(completed);
    executors = List.copyOf(executors);
    offers = List.copyOf(offers);
    used = List.copyOf(used);
    offered = List.copyOf(offered);
  }
}
