package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.marathon.RunSpec.Backoff;
import dev.pacer.cluster.marathon.RunSpec.KillSelection;
import dev.pacer.cluster.marathon.RunSpec.PersistentVolume;
import dev.pacer.cluster.marathon.RunSpec.UpgradeStrategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what apps and pods have in common. What Marathon left out has its documented default. */
final class SpecReader {

  private static final UnreachableStrategy AT_ONCE =
      new UnreachableStrategy.ReplaceAfter(Duration.ZERO, Duration.ZERO);

  private SpecReader() {}

  static Optional<Version> version(JsonObject json, String name) {
    return json.findText(name).map(Version::parse);
  }

  /** The resources of an app, a pod's container or an executor. */
  static TaskResources resources(JsonObject json) {
    return new TaskResources(
        json.requireDecimal("cpus"),
        json.requireDecimal("mem"),
        json.findDecimal("disk").orElse(BigDecimal.ZERO),
        json.findInt("gpus").orElse(0));
  }

  /** Constraints as apps have them: lists of two or three texts. */
  static List<Constraint> appConstraints(JsonObject json) {
    return constraints(json, json.textLists("constraints"));
  }

  private static List<Constraint> constraints(JsonObject json, List<List<String>> lists) {
    List<Constraint> all = new ArrayList<>();
    for (List<String> parts : lists) {
      if (parts.size() < 2 || parts.size() > 3) {
        throw new JsonShapeException(
            json.path() + "/constraints holds one of " + parts.size() + " parts");
      }
      all.add(
          new Constraint(
              parts.get(0),
              parts.get(1),
              parts.size() == 3 ? Optional.of(parts.get(2)) : Optional.empty()));
    }
    return all;
  }

  /** Constraints as pods have them: objects. */
  static List<Constraint> podConstraints(JsonObject json) {
    return json.objects(
        "constraints",
        c ->
            new Constraint(
                c.requireText("fieldName"), c.requireText("operator"), c.findText("value")));
  }

  /** The strategy is an object, or the text {@code disabled}. */
  static UnreachableStrategy unreachable(JsonObject json) {
    String name = "unreachableStrategy";
    if (!json.has(name)) {
      return AT_ONCE;
    }
    if (json.node().path(name).isTextual()) {
      if (json.requireText(name).equals("disabled")) {
        return new UnreachableStrategy.Disabled();
      }
      throw new JsonShapeException(json.path() + "/" + name + " is an unknown text");
    }
    JsonObject strategy = json.requireObject(name);
    return new UnreachableStrategy.ReplaceAfter(
        Duration.ofSeconds(strategy.findLong("inactiveAfterSeconds").orElse(0L)),
        Duration.ofSeconds(strategy.findLong("expungeAfterSeconds").orElse(0L)));
  }

  static UpgradeStrategy upgrade(Optional<JsonObject> json) {
    return new UpgradeStrategy(
        json.flatMap(u -> u.findDecimal("minimumHealthCapacity")).orElse(BigDecimal.ONE),
        json.flatMap(u -> u.findDecimal("maximumOverCapacity")).orElse(BigDecimal.ONE));
  }

  /** The back-off; names differ between apps and pods, times are seconds, a pod's with decimals. */
  static Backoff backoff(Optional<JsonObject> json, String first, String longest) {
    return new Backoff(
        json.flatMap(b -> b.findDecimal(first)).map(SpecReader::seconds).orElse(seconds(1)),
        json.flatMap(b -> b.findDecimal("backoffFactor")).orElse(new BigDecimal("1.15")),
        json.flatMap(b -> b.findDecimal(longest)).map(SpecReader::seconds).orElse(seconds(300)));
  }

  static KillSelection killSelection(JsonObject json) {
    return json.findText("killSelection").filter("OLDEST_FIRST"::equals).isPresent()
        ? KillSelection.OLDEST_FIRST
        : KillSelection.YOUNGEST_FIRST;
  }

  static List<Ports.Network> networks(JsonObject json) {
    return json.objects(
        "networks",
        n ->
            new Ports.Network(
                switch (n.findText("mode").orElse("container")) {
                  case "host" -> Ports.Mode.HOST;
                  case "container/bridge" -> Ports.Mode.BRIDGE;
                  case "container" -> Ports.Mode.CONTAINER;
                  default -> Ports.Mode.UNRECOGNISED;
                },
                n.findText("name")));
  }

  static PersistentVolume persistentVolume(JsonObject persistent, String containerPath) {
    return new PersistentVolume(
        containerPath,
        persistent.findText("type").orElse("root"),
        persistent.requireDecimal("size"),
        persistent.findDecimal("maxSize"),
        constraints(persistent, persistent.textLists("constraints")));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofMillis(
        seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
