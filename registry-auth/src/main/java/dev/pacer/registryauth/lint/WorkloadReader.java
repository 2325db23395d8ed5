package dev.pacer.registryauth.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads apps and pods as Marathon writes them, and as people do (marathon.md 4.1, 4.3). */
public final class WorkloadReader {

  private WorkloadReader() {}

  /**
   * Reads a document: one app or pod, {@code {"app": …}}, {@code {"apps": […]}}, a group, or a list
   * of any of these.
   *
   * @throws IllegalArgumentException when it is not JSON, or no such thing; says where
   */
  public static List<Workload> read(String json) {
    try {
      List<Workload> found = new ArrayList<>();
      read(Json.parse(json), "", found);
      return List.copyOf(found);
    } catch (JsonShapeException e) {
      throw new IllegalArgumentException(
          "is no app, pod or list of them as Marathon has it: " + e.getMessage(), e);
    }
  }

  private static void read(JsonNode node, String path, List<Workload> found) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        read(node.get(i), path + "/" + i, found);
      }
      return;
    }
    JsonObject json = JsonObject.of(node, path);
    if (json.has("app")) {
      read(json.requireObject("app").node(), path + "/app", found);
    } else if (json.has("apps") || json.has("groups") || json.has("pods")) {
      for (String member : List.of("apps", "pods", "groups")) {
        if (json.has(member)) {
          read(node.get(member), path + "/" + member, found);
        }
      }
    } else if (json.has("containers")) {
      found.addAll(pod(json));
    } else if (json.has("id") || json.has("container") || json.has("cmd") || json.has("args")) {
      found.add(app(json));
    } else {
      throw new JsonShapeException(
          (path.isEmpty() ? "/" : path) + " is neither app, pod nor group");
    }
  }

  private static Workload app(JsonObject json) {
    Optional<JsonObject> container = json.findObject("container");
    Optional<JsonObject> docker = container.flatMap(c -> c.findObject("docker"));
    boolean ucr =
        container.isEmpty()
            || container.flatMap(c -> c.findText("type")).orElse("DOCKER").equals("MESOS");
    Map<String, String> secrets = secrets(json);
    return new Workload(
        json.findText("id").orElse("(no id)"),
        ucr ? Workload.Containerizer.UCR : Workload.Containerizer.DOCKER,
        docker.flatMap(
            d ->
                d.findText("image")
                    .map(image -> pull(image, d.findBoolean("forcePullImage"), d, secrets))),
        fetches(json),
        json.findText("user"),
        new Workload.Surroundings(
            plainNames(json.findObject("env")),
            container
                .map(c -> c.objects("volumes", v -> v.findText("hostPath").orElse("")))
                .orElse(List.of()),
            String.join(
                " ", json.findText("cmd").orElse(""), String.join(" ", json.texts("args")))));
  }

  private static List<Workload> pod(JsonObject json) {
    Map<String, String> secrets = secrets(json);
    String id = json.findText("id").orElse("(no id)");
    Set<String> env = plainNames(json.findObject("environment"));
    List<String> hosts = json.objects("volumes", v -> v.findText("host").orElse(""));
    return json.objects(
        "containers",
        c -> {
          Optional<JsonObject> image = c.findObject("image");
          Set<String> names = new HashSet<>(env);
          names.addAll(plainNames(c.findObject("environment")));
          return new Workload(
              id + "#" + c.findText("name").orElse("?"),
              Workload.Containerizer.UCR,
              image
                  .filter(i -> i.findText("kind").orElse("DOCKER").equals("DOCKER"))
                  .flatMap(
                      i ->
                          i.findText("id")
                              .map(name -> pull(name, i.findBoolean("forcePull"), i, secrets))),
              c.objects("artifacts", WorkloadReader::fetch),
              c.findText("user").or(() -> json.findText("user")),
              new Workload.Surroundings(
                  names,
                  hosts,
                  c.findObject("exec")
                      .flatMap(e -> e.findObject("command"))
                      .map(
                          command ->
                              command.findText("shell").orElse("")
                                  + String.join(" ", command.texts("argv")))
                      .orElse("")));
        });
  }

  private static Workload.Pull pull(
      String image, Optional<Boolean> forced, JsonObject holder, Map<String, String> secrets) {
    Optional<String> secret =
        holder.findObject("pullConfig").flatMap(config -> config.findText("secret"));
    return new Workload.Pull(
        ImageName.read(image),
        forced.orElse(false),
        secret,
        secret.flatMap(name -> Optional.ofNullable(secrets.get(name))));
  }

  private static Map<String, String> secrets(JsonObject json) {
    Map<String, String> paths = new HashMap<>();
    json.findObject("secrets")
        .ifPresent(
            all ->
                all.node()
                    .properties()
                    .forEach(
                        secret -> {
                          JsonNode source = secret.getValue().path("source");
                          if (source.isTextual()) {
                            paths.put(secret.getKey(), source.asText());
                          }
                        }));
    return paths;
  }

  private static Set<String> plainNames(Optional<JsonObject> env) {
    Set<String> names = new HashSet<>();
    env.ifPresent(
        all ->
            all.node()
                .properties()
                .forEach(
                    variable -> {
                      if (!variable.getValue().isObject()) {
                        names.add(variable.getKey());
                      }
                    }));
    return names;
  }

  private static List<Fetch> fetches(JsonObject json) {
    List<Fetch> all = new ArrayList<>(json.objects("fetch", WorkloadReader::fetch));
    // The old form; Marathon extracts archives and turns it into fetch.
    json.texts("uris").forEach(uri -> all.add(new Fetch(uri, true, false, Optional.empty())));
    return all;
  }

  private static Fetch fetch(JsonObject json) {
    return new Fetch(
        json.requireText("uri"),
        json.findBoolean("extract").orElse(true),
        json.findBoolean("cache").orElse(false),
        json.findText("destPath"));
  }
}
