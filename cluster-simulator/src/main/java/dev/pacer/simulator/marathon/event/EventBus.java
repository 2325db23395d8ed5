package dev.pacer.simulator.marathon.event;

import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import dev.pacer.simulator.marathon.json.JsonWriter.ExplicitNull;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands events to whoever is attached, in the order in which things happen. No replay. */
public final class EventBus {

  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Simulation simulation;
  private final Map<Long, Attached> attached = new LinkedHashMap<>();
  private long next;

  /** One who listens; {@code types} empty: to all. */
  private record Attached(
      Set<String> types, String address, Consumer<ModelEvent> listener, Runnable ended) {}

  public EventBus(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A time as Marathon writes it. */
  public static String time(Instant at) {
    return WIRE.format(at);
  }

  /** When an app last changed in number, and in anything else, as Marathon writes it. */
  public static Doc versionInfo(RunSpec spec) {
    return Doc.of(
        "lastScalingAt",
        time(spec.lastScalingAt()),
        "lastConfigChangeAt",
        time(spec.lastConfigChangeAt()));
  }

  /**
   * Attaches a listener; its first event is its own {@code event_stream_attached}.
   *
   * @param ended called when the stream ends because its server does
   * @return what detaches it again
   */
  public Runnable attach(
      Set<String> types, String address, Consumer<ModelEvent> listener, Runnable ended) {
    long key = next++;
    attached.put(key, new Attached(new TreeSet<>(types), address, listener, ended));
    publish("event_stream_attached", "remoteAddress", address);
    return () -> {
      if (attached.remove(key) != null) {
        publish("event_stream_detached", "remoteAddress", address);
      }
    };
  }

  /** How many streams are open. */
  public int open() {
    return attached.size();
  }

  /** Ends every stream: the leader's process is gone. */
  public void endAll() {
    List<Attached> all = new ArrayList<>(attached.values());
    attached.clear();
    all.forEach(each -> each.ended().run());
  }

  /** Publishes an event of names and values in turn; a null value is written as null. */
  public void publish(String type, @Nullable Object... namesAndValues) {
    if (attached.isEmpty()) {
      return;
    }
    Instant now = simulation.instant();
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      payload.put(
          String.valueOf(namesAndValues[i]),
          value instanceof Instant at ? time(at) : value == null ? ExplicitNull.NULL : value);
    }
    payload.put("eventType", type);
    payload.put("timestamp", time(now));
    ModelEvent event = new ModelEvent(type, now, new Doc(payload));
    for (Attached each : List.copyOf(attached.values())) {
      if (each.types().isEmpty() || each.types().contains(type)) {
        each.listener().accept(event);
      }
    }
  }

  /** The event's text as it goes over the wire. */
  public static String text(ModelEvent event) {
    return JsonWriter.shortText(event.payload());
  }
}
