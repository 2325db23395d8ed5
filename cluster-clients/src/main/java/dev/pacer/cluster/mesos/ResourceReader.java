package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads resources in protobuf's form, with reservations as stacks or in the older single form. */
final class ResourceReader {

  private ResourceReader() {}

  static Resources resources(JsonObject from, String name) {
    List<Resource> entries = from.objects(name, ResourceReader::resource);
    return entries.isEmpty() ? Resources.NONE : new Resources(entries);
  }

  private static Resource resource(JsonObject from) {
    return new Resource(
        from.requireText("name"),
        WireValues.value(from),
        reservations(from),
        from.findObject("allocation_info").flatMap(o -> o.findText("role")).orElse(null),
        from.findObject("disk").map(ResourceReader::disk).orElse(null),
        from.has("revocable"),
        from.has("shared"));
  }

  private static List<Reservation> reservations(JsonObject from) {
    if (from.has("reservations")) {
      return from.objects(
          "reservations",
          o -> reservation(o, o.findText("type").orElse("STATIC"), o.requireText("role")));
    }
    String role = from.findText("role").orElse(Resource.ANY_ROLE);
    if (role.equals(Resource.ANY_ROLE)) {
      return List.of();
    }
    Optional<JsonObject> dynamic = from.findObject("reservation");
    return List.of(
        reservation(dynamic.orElse(from), dynamic.isPresent() ? "DYNAMIC" : "STATIC", role));
  }

  private static Reservation reservation(JsonObject from, String type, String role) {
    return new Reservation(
        type.equals("DYNAMIC") ? Reservation.Type.DYNAMIC : Reservation.Type.STATIC,
        role,
        from.findText("principal").orElse(null),
        labels(from));
  }

  /** {@code "labels":{"labels":[{"key":"k","value":"v"}]}}; of two with one key the last counts. */
  static Map<String, String> labels(JsonObject from) {
    Map<String, String> labels = new LinkedHashMap<>();
    from.findObject("labels")
        .ifPresent(
            holder ->
                holder
                    .objects("labels")
                    .forEach(
                        o -> labels.put(o.requireText("key"), o.findText("value").orElse(""))));
    return labels;
  }

  private static Disk disk(JsonObject from) {
    Optional<JsonObject> source = from.findObject("source");
    Optional<JsonObject> persistence = from.findObject("persistence");
    return new Disk(
        source.map(o -> kind(o.findText("type").orElse(""))).orElse(Disk.Source.ROOT),
        source.map(ResourceReader::root).orElse(null),
        source.flatMap(o -> o.findText("profile")).orElse(null),
        persistence.flatMap(o -> o.findText("id")).orElse(null),
        from.findObject("volume").flatMap(o -> o.findText("container_path")).orElse(null));
  }

  private static Disk.Source kind(String type) {
    for (Disk.Source kind : Disk.Source.values()) {
      if (kind.name().equals(type.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    return Disk.Source.OTHER;
  }

  private static @Nullable String root(JsonObject source) {
    return source
        .findObject("path")
        .or(() -> source.findObject("mount"))
        .flatMap(o -> o.findText("root"))
        .orElse(null);
  }
}
