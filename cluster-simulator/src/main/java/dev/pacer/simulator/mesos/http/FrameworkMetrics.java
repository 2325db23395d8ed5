package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.offer.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of what a master measures of each framework. */
final class FrameworkMetrics {

  static final List<TaskState> ACTIVE =
      List.of(
          TaskState.KILLING,
          TaskState.RUNNING,
          TaskState.STAGING,
          TaskState.STARTING,
          TaskState.UNKNOWN,
          TaskState.UNREACHABLE);

  private static final List<TaskState> TERMINAL =
      List.of(
          TaskState.DROPPED,
          TaskState.ERROR,
          TaskState.FAILED,
          TaskState.FINISHED,
          TaskState.GONE,
          TaskState.GONE_BY_OPERATOR,
          TaskState.KILLED,
          TaskState.LOST);

  private static final List<String> ZEROS = names();

  private FrameworkMetrics() {}

  static List<String> zeros() {
    return ZEROS;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    add(
        names,
        "calls",
        List.of(
            "accept",
            "accept_inverse_offers",
            "acknowledge",
            "acknowledge_operation_status",
            "decline",
            "decline_inverse_offers",
            "kill",
            "message",
            "reconcile",
            "reconcile_operations",
            "request",
            "revive",
            "shutdown",
            "subscribe",
            "suppress",
            "teardown",
            "update_framework"));
    add(
        names,
        "events",
        List.of(
            "error",
            "failure",
            "heartbeat",
            "inverse_offers",
            "message",
            "offers",
            "rescind",
            "rescind_inverse_offer",
            "subscribed",
            "update",
            "update_operation_status"));
    add(
        names,
        "operations",
        List.of(
            "create",
            "create_disk",
            "destroy",
            "destroy_disk",
            "grow_volume",
            "launch",
            "launch_group",
            "reserve",
            "shrink_volume",
            "unreserve"));
    List.of("accepted", "declined", "rescinded", "sent")
        .forEach(kind -> names.add("offers/" + kind));
    TERMINAL.forEach(
        state -> names.add("tasks/terminal/" + state.wireName().toLowerCase(Locale.ROOT)));
    return List.copyOf(names);
  }

  private static void add(List<String> names, String group, List<String> members) {
    names.add(group);
    members.forEach(member -> names.add(group + "/" + member));
  }
}
