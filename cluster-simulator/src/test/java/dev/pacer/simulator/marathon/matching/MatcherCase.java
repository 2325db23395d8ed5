package dev.pacer.simulator.marathon.matching;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of captures/matcher into the words of the matcher. */
final class MatcherCase {

  static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

  private MatcherCase() {}

  static void forEach(String file, Consumer<Doc> each) throws IOException {
    try (InputStream raw = MatcherCase.class.getResourceAsStream("/captures/matcher/" + file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        try {
          each.accept((Doc) JsonReader.read(line));
        } catch (JsonReader.NotJsonException e) {
          throw new IllegalStateException(line, e);
        }
      }
    }
  }

  static RunSpec spec(Doc theCase) {
    Doc info = theCase.doc("versionInfo");
    return spec(
        theCase,
        Instant.ofEpochMilli(info.longOr("version", 1_000_000)),
        Instant.ofEpochMilli(info.longOr("lastConfigChangeAt", 1_000_000)));
  }

  private static RunSpec spec(Doc theCase, Instant version, Instant configuredAt) {
    Doc pod = theCase.findDoc("pod");
    return pod != null
        ? Definitions.stored(RunSpec.Kind.POD, pod, version, configuredAt)
        : Definitions.stored(RunSpec.Kind.APP, theCase.doc("app"), version, configuredAt);
  }

  static MatchRules rules(Doc settings) {
    return new MatchRules(
        settings.findText("localRegion"),
        settings.textOr("gpuSchedulingBehavior", "restricted").equals("restricted"),
        settings.textOr("acceptedResourceRolesDefault", "any"),
        !settings.has("maintenanceMode") || settings.flag("maintenanceMode"),
        Duration.ofSeconds(settings.longOr("drainingSeconds", 0)),
        MatchRules.GroupByFamily.SINCE_1_11);
  }

  static List<Instance> instances(List<Doc> given, RunSpec spec) {
    List<Instance> instances = new ArrayList<>();
    for (Doc each : given) {
      Instant version = Instant.ofEpochMilli(each.longOr("version", spec.version().toEpochMilli()));
      Doc doc = spec.docWithInstances(each.wholeOr("specInstances", spec.instances()));
      if (each.has("role")) {
        doc = doc.with("role", each.text("role"));
      }
      RunSpec own = new RunSpec(spec.kind(), doc, version, version, version);
      Doc reservation = each.findDoc("reservation");
      instances.add(
          new Instance(
              each.text("id"),
              own,
              Goal.valueOf(each.textOr("goal", "Running").toUpperCase(java.util.Locale.ROOT)),
              condition(each.textOr("condition", "Running")),
              each.has("hostname") ? agent(each) : null,
              List.of(),
              1,
              NOW,
              null,
              null,
              reservation == null ? null : reservation.texts("volumes")));
    }
    return instances;
  }

  private static Condition condition(String name) {
    for (Condition condition : Condition.values()) {
      if (condition.wireName().equals(name)) {
        return condition;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static AgentInfo agent(Doc each) {
    return new AgentInfo(
        each.text("hostname"),
        "S-" + each.text("hostname"),
        each.findText("region"),
        each.findText("zone"),
        attributes(each.docs("attributes")));
  }

  private static List<Attribute> attributes(List<Doc> given) {
    return given.stream()
        .map(
            a ->
                new Attribute(
                    a.text("name"),
                    switch (a.textOr("type", "text")) {
                      case "scalar" ->
                          new Attribute.Value.Scalar(new BigDecimal(a.get("value").toString()));
                      case "ranges" -> new Attribute.Value.Ranges(ranges(a.list("value")));
                      case "set" -> new Attribute.Value.Items(Set.copyOf(a.texts("value")));
                      default -> new Attribute.Value.Text(a.text("value"));
                    }))
        .toList();
  }

  private static List<Resource.Range> ranges(List<?> raw) {
    return raw.stream()
        .map(r -> (List<?>) r)
        .map(
            r ->
                new Resource.Range(
                    ((Number) r.get(0)).longValue(), ((Number) r.get(1)).longValue()))
        .toList();
  }

  static Offer offer(Doc offer, RunSpec spec) {
    Doc window = offer.findDoc("unavailability");
    return new Offer(
        "O1",
        "F1",
        "S1",
        offer.text("hostname"),
        resources(offer.docs("resources")),
        attributes(offer.docs("attributes")),
        offer.findText("region"),
        offer.has("region") ? offer.findText("zone") : null,
        offer.textOr("allocationRole", spec.role()),
        window == null
            ? null
            : new Offer.Unavailability(
                NOW.plusMillis(window.longOr("startMs", 0)),
                window.has("durationMs")
                    ? Duration.ofMillis(window.longOr("durationMs", 0))
                    : null));
  }

  static List<Resource> resources(List<Doc> given) {
    return given.stream().map(MatcherCase::resource).toList();
  }

  private static Resource resource(Doc given) {
    Resource.Value value =
        given.has("ranges")
            ? new Resource.Value.Ranges(ranges(given.list("ranges")))
            : new Resource.Value.Scalar(
                new BigDecimal(
                    String.valueOf(given.get("value") == null ? 0 : given.get("value"))));
    Resource.Reservation reservation = null;
    if (given.has("reservedFor")) {
      reservation =
          new Resource.Reservation(
              "marathon", Map.of(OfferMatcher.RESERVED_FOR, given.text("reservedFor")));
    } else if (given.has("reservationLabels")) {
      Map<String, String> labels = new TreeMap<>();
      given
          .doc("reservationLabels")
          .fields()
          .forEach((name, each) -> labels.put(name, String.valueOf(each)));
      reservation = new Resource.Reservation("somebody", labels);
    }
    Resource.Disk disk = null;
    if (given.has("diskType") || given.has("volumeId")) {
      disk =
          new Resource.Disk(
              given.textOr("diskType", "root").toUpperCase(java.util.Locale.ROOT),
              given.textOr("path", ""),
              given.textOr("volumeId", ""),
              given.has("volumeId") ? "data" : "");
    }
    return new Resource(given.text("name"), value, given.textOr("role", "*"), reservation, disk);
  }

  /** What a case without {@code placing} places: one new instance. */
  static List<Instance> placing(Doc theCase, RunSpec spec) {
    return theCase.has("placing")
        ? instances(theCase.docs("placing"), spec)
        : List.of(Instance.scheduled("new", spec, NOW));
  }

  /** Whether the case needs words that an offer here does not have. */
  static boolean isAboutDiskProfiles(Doc theCase) {
    Set<String> words = new LinkedHashSet<>();
    theCase.doc("offer").docs("resources").forEach(r -> words.addAll(r.fields().keySet()));
    return words.contains("profile");
  }

  static @Nullable Number amount(Resource resource) {
    return resource.value() instanceof Resource.Value.Scalar scalar ? scalar.amount() : null;
  }
}
