package dev.pacer.simulator.marathon.capture;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which fields, with which kinds of values, the events of a world had, by their type. */
final class EventShapes {

  private static final List<String> STREAMS =
      List.of(
          "real-mesos/events-app-lifecycle",
          "real-mesos/events-pod",
          "real-mesos/events-task-failures",
          "real-mesos/events-unreachable",
          "simulated-driver/events-filtered",
          "simulated-driver/events-health-checks-and-conflicts",
          "simulated-driver/events-samples",
          "simulated-driver/events-scale-back",
          "simulated-driver/events-with-heartbeats");

  private final Map<String, Set<Set<String>>> shapes = new TreeMap<>();

  /** Remembers an event as it goes over the wire. */
  void add(Doc event) {
    Set<String> shape = shape(json(JsonWriter.shortText(event)));
    shapes.computeIfAbsent(event.text("eventType"), type -> new java.util.HashSet<>()).add(shape);
  }

  /** The captured events that have no like here, each with what is nearest. */
  List<String> unlike() {
    List<String> unlike = new ArrayList<>();
    for (String stream : STREAMS) {
      for (Doc event : captured(stream)) {
        Set<String> wanted = shape(event);
        Set<Set<String>> here = shapes.getOrDefault(event.text("eventType"), Set.of());
        if (!here.contains(wanted)) {
          unlike.add(stream + " " + event.text("eventType") + nearest(wanted, here));
        }
      }
    }
    return unlike;
  }

  private static String nearest(Set<String> wanted, Set<Set<String>> here) {
    String nearest = ": never published";
    int least = Integer.MAX_VALUE;
    for (Set<String> each : here) {
      Set<String> missing = new TreeSet<>(wanted);
      missing.removeAll(each);
      Set<String> surplus = new TreeSet<>(each);
      surplus.removeAll(wanted);
      if (missing.size() + surplus.size() < least) {
        least = missing.size() + surplus.size();
        nearest = ": missing " + missing + ", surplus " + surplus;
      }
    }
    return nearest;
  }

  /** The events of a captured stream, in its order. */
  static List<Doc> captured(String name) {
    List<Doc> events = new ArrayList<>();
    for (String line : Exchange.read(name + ".sse.txt").split("\r?\n", -1)) {
      if (line.startsWith("data:") && json(line.substring(5).strip()) instanceof Doc event) {
        events.add(event);
      }
    }
    return events;
  }

  private static Object json(String text) {
    try {
      return JsonReader.read(text);
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The paths of an event with the kind of value at each. */
  private static Set<String> shape(Object event) {
    Set<String> shape = new TreeSet<>();
    shape("", event, shape);
    return shape;
  }

  private static void shape(String path, Object value, Set<String> shape) {
    if (path.equals("/plan/original") || path.equals("/plan/target")) {
      shape.add(path);
    } else if (value instanceof Doc doc) {
      shape.add(path);
      doc.fields().forEach((name, each) -> shape(path + "/" + name, each, shape));
    } else if (value instanceof List<?> list) {
      shape.add(path + "[]");
      list.forEach(each -> shape(path + "[]", each, shape));
    } else {
      shape.add(path + " " + (value == null ? "null" : value.getClass().getSimpleName()));
    }
  }
}
