package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one schedule of the cluster, with the windows of everybody (M13). */
public record MaintenanceSchedule(List<Window> windows) {
  public static final MaintenanceSchedule EMPTY = new MaintenanceSchedule(List.of());

  /**
   * Machines that will be away together.
   *
   * @param duration null: for ever
   */
  public record Window(List<MachineId> machines, Instant start, @Nullable Duration duration) {
    public Window {
      machines = List.copyOf(machines);
      Objects.requireNonNull(start, "start");
      if (machines.isEmpty()) {
        throw new IllegalArgumentException("a maintenance window needs a machine");
      }
      if (duration != null && duration.isNegative()) {
        throw new IllegalArgumentException("duration must not be negative, was " + duration);
      }
    }
  }

  public MaintenanceSchedule {
    windows = List.copyOf(windows);
  }

  /** Whether the machine is in any window, begun or not. */
  public boolean holds(MachineId machine) {
    return windows.stream().anyMatch(window -> window.machines().contains(machine));
  }
}
