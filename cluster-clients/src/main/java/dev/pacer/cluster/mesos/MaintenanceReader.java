package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads GET_MAINTENANCE_SCHEDULE and GET_MAINTENANCE_STATUS, which leave out what is empty. */
final class MaintenanceReader {

  private MaintenanceReader() {}

  static MaintenanceSchedule schedule(InputStream body) throws IOException {
    List<MaintenanceSchedule> found = new ArrayList<>();
    Walk.answer(
        body,
        "GET_MAINTENANCE_SCHEDULE",
        true,
        (name, parser) -> {
          if (name.equals("schedule")) {
            found.add(
                Json.convert(
                    JsonObject.of(Json.tree(parser), "/schedule"), MaintenanceReader::schedule));
          } else {
            parser.skipChildren();
          }
        });
    if (found.isEmpty()) {
      throw new JsonShapeException("\"schedule\" is missing");
    }
    return found.get(0);
  }

  private static MaintenanceSchedule schedule(JsonObject from) {
    return new MaintenanceSchedule(from.objects("windows", MaintenanceReader::window));
  }

  private static MaintenanceSchedule.Window window(JsonObject from) {
    JsonObject away = from.requireObject("unavailability");
    Instant start = WireValues.nanosTime(away, "start");
    if (start == null) {
      throw new JsonShapeException(away.path() + "/start is missing");
    }
    return new MaintenanceSchedule.Window(
        from.objects("machine_ids", MaintenanceReader::machine),
        start,
        WireValues.nanosDuration(away, "duration"));
  }

  private static MachineId machine(JsonObject from) {
    return new MachineId(from.findText("hostname").orElse(""), from.findText("ip").orElse(""));
  }

  static MaintenanceStatus status(InputStream body) throws IOException {
    List<MaintenanceStatus> found = new ArrayList<>();
    Walk.answer(
        body,
        "GET_MAINTENANCE_STATUS",
        true,
        (name, parser) -> {
          if (name.equals("status")) {
            found.add(
                Json.convert(
                    JsonObject.of(Json.tree(parser), "/status"), MaintenanceReader::status));
          } else {
            parser.skipChildren();
          }
        });
    if (found.isEmpty()) {
      throw new JsonShapeException("\"status\" is missing");
    }
    return found.get(0);
  }

  private static MaintenanceStatus status(JsonObject from) {
    return new MaintenanceStatus(
        from.objects(
            "draining_machines",
            o ->
                new MaintenanceStatus.Draining(
                    machine(o.requireObject("id")),
                    o.objects("statuses", MaintenanceReader::answer))),
        from.objects("down_machines", MaintenanceReader::machine));
  }

  private static MaintenanceStatus.Answer answer(JsonObject from) {
    return new MaintenanceStatus.Answer(
        new FrameworkId(WireValues.id(from, "framework_id")),
        from.requireText("status"),
        WireValues.nanosTime(from, "timestamp"));
  }
}
