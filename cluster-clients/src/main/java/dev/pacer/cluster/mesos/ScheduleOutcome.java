package dev.pacer.cluster.mesos;

import java.util.Objects;

/** What became of a change of the maintenance schedule. */
public sealed interface ScheduleOutcome {

  /** The schedule read back after the call is the one that was sent. */
  record Written(MaintenanceSchedule schedule) implements ScheduleOutcome {
    public Written {
      Objects.requireNonNull(schedule, "schedule");
    }
  }

  /** The change left the schedule as it was, so nothing was sent. */
  record Unchanged(MaintenanceSchedule schedule) implements ScheduleOutcome {
    public Unchanged {
      Objects.requireNonNull(schedule, "schedule");
    }
  }

  /** Another operator wrote at the same time: {@code found} stands there now (M13). */
  record Overtaken(MaintenanceSchedule sent, MaintenanceSchedule found) implements ScheduleOutcome {
    public Overtaken {
      Objects.requireNonNull(sent, "sent");
      Objects.requireNonNull(found, "found");
    }
  }

  /** The master did not take it, or nobody knows. */
  record Failed(CallOutcome outcome) implements ScheduleOutcome {
    public Failed {
      Objects.requireNonNull(outcome, "outcome");
    }
  }
}
