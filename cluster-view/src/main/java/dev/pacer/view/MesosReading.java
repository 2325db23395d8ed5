package dev.pacer.view;

import dev.pacer.cluster.mesos.MaintenanceSchedule;
import dev.pacer.cluster.mesos.MasterFlags;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Role;
import java.util.List;

/** What the leading Mesos master said: agents and tasks, who is in maintenance, roles, flags. */
public record MesosReading(
    MesosState state, MaintenanceSchedule schedule, List<Role> roles, MasterFlags flags) {

  public MesosReading {
    roles = List.copyOf(roles);
  }
}
