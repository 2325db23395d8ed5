package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an app or a pod: its definition, normalised, and what the model reads from it.
 *
 * <p>The definition is a document without {@code version} and {@code versionInfo}; those are the
 * three times.
 */
public final class RunSpec {

  /** Apps and pods differ in their documents and in little else. */
  public enum Kind {
    APP,
    POD
  }

  /** How far a rolling upgrade may go below and above the wanted number; shares from 0 to 1. */
  public record Upgrade(double minimumHealthCapacity, double maximumOverCapacity) {}

  /** The delay between launches of something that fails. */
  public record Backoff(Duration initial, double factor, Duration max) {}

  /** What to do about an unreachable instance; both zero: replace and forget at once. */
  public record Unreachable(boolean disabled, Duration inactiveAfter, Duration expungeAfter) {}

  private final Kind kind;
  private final Doc doc;
  private final Instant version;
  private final Instant lastScalingAt;
  private final Instant lastConfigChangeAt;
  private final String id;
  private final String role;
  private final Needs needs;
  private final List<Constraint> constraints;
  private final List<HealthCheck> healthChecks;

  public RunSpec(
      Kind kind, Doc doc, Instant version, Instant lastScalingAt, Instant lastConfigChangeAt) {
    this.kind = kind;
    this.doc = doc;
    this.version = version;
    this.lastScalingAt = lastScalingAt;
    this.lastConfigChangeAt = lastConfigChangeAt;
    this.id = doc.text("id");
    this.role = doc.textOr("role", "*");
    SpecReading reading = SpecReading.of(kind, doc);
    this.needs = reading.needs();
    this.constraints = reading.constraints();
    this.healthChecks = reading.healthChecks();
  }

  public Kind kind() {
    return kind;
  }

  public boolean isPod() {
    return kind == Kind.POD;
  }

  public Doc doc() {
    return doc;
  }

  public String id() {
    return id;
  }

  public Instant version() {
    return version;
  }

  public Instant lastScalingAt() {
    return lastScalingAt;
  }

  /** Instances of one such version are alike; another one means that tasks must be replaced. */
  public Instant lastConfigChangeAt() {
    return lastConfigChangeAt;
  }

  public String role() {
    return role;
  }

  public int instances() {
    return isPod() ? doc.doc("scaling").wholeOr("instances", 1) : doc.wholeOr("instances", 1);
  }

  /** The definition with another number of instances. */
  public Doc docWithInstances(int instances) {
    return isPod()
        ? doc.with("scaling", doc.doc("scaling").with("instances", instances))
        : doc.with("instances", instances);
  }

  public Needs needs() {
    return needs;
  }

  public List<Constraint> constraints() {
    return constraints;
  }

  /** Those of an app; of a pod, those of its containers. */
  public List<HealthCheck> healthChecks() {
    return healthChecks;
  }

  public List<Doc> readinessChecks() {
    return doc.docs("readinessChecks");
  }

  /** Null where the default behaviour of the server holds. */
  public @Nullable List<String> acceptedResourceRoles() {
    Doc holder = isPod() ? doc.doc("scheduling").doc("placement") : doc;
    return holder.has("acceptedResourceRoles") ? holder.texts("acceptedResourceRoles") : null;
  }

  public boolean isResident() {
    return !needs.volumes().isEmpty();
  }

  public Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    doc.doc("labels").fields().forEach((name, value) -> labels.put(name, String.valueOf(value)));
    return labels;
  }

  public List<String> dependencies() {
    return doc.texts("dependencies");
  }

  public Upgrade upgrade() {
    Doc strategy = isPod() ? doc.doc("scheduling").doc("upgrade") : doc.doc("upgradeStrategy");
    return new Upgrade(
        strategy.decimalOr("minimumHealthCapacity", 1),
        strategy.decimalOr("maximumOverCapacity", 1));
  }

  public Backoff backoff() {
    if (isPod()) {
      Doc backoff = doc.doc("scheduling").doc("backoff");
      return new Backoff(
          seconds(backoff.decimalOr("backoff", 1)),
          backoff.decimalOr("backoffFactor", 1.15),
          seconds(backoff.decimalOr("maxLaunchDelay", 300)));
    }
    return new Backoff(
        Duration.ofSeconds(doc.wholeOr("backoffSeconds", 1)),
        doc.decimalOr("backoffFactor", 1.15),
        Duration.ofSeconds(doc.wholeOr("maxLaunchDelaySeconds", 300)));
  }

  public Unreachable unreachable() {
    Object strategy = unreachableStrategy();
    if (!(strategy instanceof Doc given)) {
      return new Unreachable(strategy != null, Duration.ZERO, Duration.ZERO);
    }
    return new Unreachable(
        false,
        Duration.ofSeconds(given.longOr("inactiveAfterSeconds", 0)),
        Duration.ofSeconds(given.longOr("expungeAfterSeconds", 0)));
  }

  /** As written: an object or the text {@code disabled}. */
  public @Nullable Object unreachableStrategy() {
    return (isPod() ? doc.doc("scheduling") : doc).get("unreachableStrategy");
  }

  public boolean killsOldestFirst() {
    return (isPod() ? doc.doc("scheduling") : doc)
        .textOr("killSelection", "YOUNGEST_FIRST")
        .equals("OLDEST_FIRST");
  }

  /** From SIGTERM to SIGKILL; null: Mesos' own. */
  public @Nullable Duration killGrace() {
    return doc.has("taskKillGracePeriodSeconds")
        ? Duration.ofSeconds(doc.wholeOr("taskKillGracePeriodSeconds", 3))
        : null;
  }

  /** Service ports in order; empty for pods. */
  public List<Integer> servicePorts() {
    List<Doc> mappings = doc.doc("container").docs("portMappings");
    return mappings.isEmpty()
        ? doc.docs("portDefinitions").stream().map(d -> d.wholeOr("port", 0)).toList()
        : mappings.stream().map(d -> d.wholeOr("servicePort", 0)).toList();
  }

  /** Whether the two differ in nothing but the number of instances. */
  public boolean differsOnlyInInstances(Doc other) {
    return docWithInstances(0)
        .equals(new RunSpec(kind, other, version, version, version).docWithInstances(0));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  @Override
  public String toString() {
    return id + "@" + version;
  }
}
