package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.MachineId;
import dev.pacer.simulator.mesos.MesosState;
import dev.pacer.simulator.mesos.Window;
import dev.pacer.simulator.offer.Offer.Unavailability;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The maintenance schedule and status, read and written (mesos.md 7). */
final class MaintenanceForm {

  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

  private MaintenanceForm() {}

  static List<Window> windows(Fields schedule) throws Fields.ConversionException {
    List<Window> windows = new ArrayList<>();
    for (Fields window : schedule.messages("windows")) {
      Fields unavailability = window.requireMessage("unavailability");
      Fields start = unavailability.requireMessage("start");
      Optional<Fields> duration = unavailability.message("duration");
      windows.add(
          new Window(
              machines(window.messages("machine_ids")),
              new Unavailability(
                  instant(start.requireNumber("nanoseconds")),
                  duration.isEmpty()
                      ? null
                      : Duration.ofNanos(
                          duration.get().requireNumber("nanoseconds").longValue()))));
    }
    return windows;
  }

  private static Instant instant(BigDecimal nanoseconds) {
    BigDecimal[] parts = nanoseconds.divideAndRemainder(BILLION);
    return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
  }

  static List<MachineId> machines(List<Fields> ids) throws Fields.ConversionException {
    List<MachineId> machines = new ArrayList<>();
    for (Fields id : ids) {
      machines.add(new MachineId(id.string("hostname").orElse(""), id.string("ip").orElse("")));
    }
    return machines;
  }

  /** Machines from the JSON array that {@code /machine/down} takes. */
  static List<MachineId> machines(Object json) throws Fields.ConversionException {
    if (!(json instanceof List<?> list)) {
      throw new Fields.ConversionException("Unexpected JSON type parsed");
    }
    List<Fields> ids = new ArrayList<>();
    for (Object item : list) {
      ids.add(Fields.of(item));
    }
    return machines(ids);
  }

  /** Only the machines that the asker may see. */
  static Map<String, Object> schedule(
      MesosState state, Predicate<MachineId> visible, boolean durationFirst) {
    List<Object> windows = new ArrayList<>();
    for (Window window : state.schedule()) {
      List<Object> machines = ids(window.machines().stream().filter(visible).toList());
      if (!machines.isEmpty()) {
        windows.add(
            Json.object(
                "machine_ids",
                machines,
                "unavailability",
                unavailability(window.unavailability(), durationFirst)));
      }
    }
    return windows.isEmpty() ? Map.of() : Json.object("windows", windows);
  }

  private static Map<String, Object> unavailability(Unavailability window, boolean durationFirst) {
    Map<String, Object> start = exact(window.start());
    Map<String, Object> duration =
        window.duration() == null ? null : Json.object("nanoseconds", window.duration().toNanos());
    return durationFirst
        ? Json.object("duration", duration, "start", start)
        : Json.object("start", start, "duration", duration);
  }

  private static Map<String, Object> exact(Instant instant) {
    return Json.object(
        "nanoseconds", instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
  }

  static Map<String, Object> status(MesosState state, Predicate<MachineId> visible) {
    List<Object> draining = new ArrayList<>();
    for (Window window : state.schedule()) {
      for (MachineId machine : window.machines()) {
        if (!state.down().contains(machine.normal()) && visible.test(machine)) {
          draining.add(Json.object("id", id(machine.normal())));
        }
      }
    }
    List<Object> down = ids(state.down().stream().filter(visible).toList());
    return Json.object(
        "draining_machines",
        draining.isEmpty() ? null : draining,
        "down_machines",
        down.isEmpty() ? null : down);
  }

  private static List<Object> ids(List<MachineId> machines) {
    return machines.stream().map(machine -> (Object) id(machine)).toList();
  }

  private static Map<String, Object> id(MachineId machine) {
    return Json.object(
        "hostname",
        machine.hostname().isEmpty() ? null : machine.hostname(),
        "ip",
        machine.ip().isEmpty() ? null : machine.ip());
  }
}
