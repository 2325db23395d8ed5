package dev.pacer.cluster.mesos;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scheduled and down machines; "nothing" may mean "not allowed to see" (M18). */
public record MaintenanceStatus(List<Draining> draining, List<MachineId> down) {
  /** A machine in the schedule, with what frameworks answered to inverse offers. */
  public record Draining(MachineId machine, List<Answer> answers) {
    public Draining {
      Objects.requireNonNull(machine, "machine");
      answers = List.copyOf(answers);
    }
  }

  /** One framework's answer, e.g. {@code ACCEPT}. */
  public record Answer(FrameworkId framework, String status, @Nullable Instant at) {
    public Answer {
      Objects.requireNonNull(framework, "framework");
      Objects.requireNonNull(status, "status");
    }
  }

  public MaintenanceStatus {
    draining = List.copyOf(draining);
    down = List.copyOf(down);
  }
}
