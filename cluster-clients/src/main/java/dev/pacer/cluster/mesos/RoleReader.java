package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code /roles}, the one place where the use of a quota is told. */
final class RoleReader {

  private RoleReader() {}

  static List<Role> read(InputStream body) throws IOException {
    List<Role> roles = new ArrayList<>();
    Json.eachOf(
        body,
        "roles",
        parser -> {
          JsonObject element = JsonObject.of(Json.tree(parser), "/roles/" + roles.size());
          roles.add(Json.convert(element, RoleReader::role));
        });
    return List.copyOf(roles);
  }

  private static Role role(JsonObject from) {
    return new Role(
        from.requireText("name"),
        from.requireDecimal("weight").doubleValue(),
        from.findObject("quota").map(RoleReader::quota).orElse(Role.Quota.NONE),
        // "allocated" is since 1.10; before it was all of "resources".
        from.has("allocated") ? quantities(from, "allocated") : quantities(from, "resources"),
        quantities(from, "offered"),
        quantities(from, "reserved"),
        from.texts("frameworks").stream().map(FrameworkId::new).toList());
  }

  private static Role.Quota quota(JsonObject from) {
    return new Role.Quota(
        quantities(from, "guarantee"), quantities(from, "limit"), quantities(from, "consumed"));
  }

  private static Quantities quantities(JsonObject from, String name) {
    Map<String, Long> milli = new HashMap<>();
    from.findObject(name)
        .ifPresent(
            o ->
                o.node()
                    .properties()
                    .forEach(
                        entry -> {
                          if (entry.getValue().isNumber()) {
                            milli.put(
                                entry.getKey(), WireValues.milli(o.requireDecimal(entry.getKey())));
                          } else if (!entry.getValue().isTextual()) {
                            throw new JsonShapeException(
                                o.path() + "/" + entry.getKey() + " is neither number nor text");
                          }
                        }));
    return new Quantities(milli);
  }
}
