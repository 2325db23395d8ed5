package dev.pacer.conformance.matcher;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Goal;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.marathon.matching.MatchRules;
import dev.pacer.simulator.marathon.matching.OfferMatcher;
import dev.pacer.simulator.marathon.matching.RejectReason;
import dev.pacer.simulator.marathon.matching.Verdict;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What the simulator's own matcher says to a case: its own reading, its own arithmetic. */
final class SimulatedAnswer {

  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

  private SimulatedAnswer() {}

  /** The answer to a line of JSON, as one text. */
  static String of(String line, MatchRules.GroupByFamily family) {
    Doc theCase;
    try {
      theCase = (Doc) JsonReader.read(line);
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalArgumentException(line, e);
    }
    RunSpec spec = spec(theCase);
    OfferMatcher matcher =
        new OfferMatcher(rules(theCase.doc("settings"), family), new SplittableRandom(7));
    List<Instance> placing =
        theCase.has("placing")
            ? instances(theCase.docs("placing"), spec)
            : List.of(Instance.scheduled("new", spec, NOW));
    try {
      return text(
          matcher.match(
              spec,
              placing,
              instances(theCase.docs("instances"), spec),
              offer(theCase.doc("offer"), spec),
              NOW));
    } catch (RuntimeException e) {
      return "throws " + e.getClass().getName();
    }
  }

  private static String text(Verdict verdict) {
    if (verdict instanceof Verdict.Ignored) {
      return "ignored";
    }
    if (verdict instanceof Verdict.NoMatch noMatch) {
      return "noMatch "
          + noMatch.reasons().stream().distinct().sorted().map(RejectReason::wireName).toList();
    }
    Verdict.Match match = (Verdict.Match) verdict;
    Map<String, BigDecimal> taken = new TreeMap<>();
    for (Resource resource : match.taken()) {
      if (resource.value() instanceof Resource.Value.Scalar scalar) {
        String disk =
            resource.disk() == null || resource.disk().source().equals("ROOT")
                ? ""
                : "@" + resource.disk().root();
        taken.merge(
            resource.name() + "/" + resource.role() + disk, scalar.amount(), BigDecimal::add);
      }
    }
    long ports = match.ports().stream().filter(port -> port != null).count();
    return Answers.match(match.volumes().isEmpty() ? "launch" : "reserve", taken, ports);
  }

  private static RunSpec spec(Doc theCase) {
    Doc info = theCase.doc("versionInfo");
    Instant version = Instant.ofEpochMilli(info.longOr("version", 1_000_000));
    Instant changed = Instant.ofEpochMilli(info.longOr("lastConfigChangeAt", 1_000_000));
    Doc pod = theCase.findDoc("pod");
    return pod != null
        ? Definitions.stored(RunSpec.Kind.POD, pod, version, changed)
        : Definitions.stored(RunSpec.Kind.APP, theCase.doc("app"), version, changed);
  }

  private static MatchRules rules(Doc settings, MatchRules.GroupByFamily family) {
    return new MatchRules(
        settings.findText("localRegion"),
        settings.textOr("gpuSchedulingBehavior", "restricted").equals("restricted"),
        settings.textOr("acceptedResourceRolesDefault", "any"),
        !settings.has("maintenanceMode") || settings.flag("maintenanceMode"),
        Duration.ofSeconds(settings.longOr("drainingSeconds", 0)),
        family);
  }

  private static List<Instance> instances(List<Doc> given, RunSpec spec) {
    List<Instance> instances = new ArrayList<>();
    for (Doc each : given) {
      Instant version = Instant.ofEpochMilli(each.longOr("version", spec.version().toEpochMilli()));
      Doc doc = spec.docWithInstances(each.wholeOr("specInstances", spec.instances()));
      Doc reservation = each.findDoc("reservation");
      instances.add(
          new Instance(
              each.text("id"),
              new RunSpec(spec.kind(), doc, version, version, version),
              Goal.valueOf(each.textOr("goal", "Running").toUpperCase(Locale.ROOT)),
              Arrays.stream(Condition.values())
                  .filter(c -> c.wireName().equals(each.textOr("condition", "Running")))
                  .findFirst()
                  .orElseThrow(),
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
                a.textOr("type", "text").equals("scalar")
                    ? Attribute.scalar(a.text("name"), a.get("value").toString())
                    : Attribute.text(a.text("name"), a.text("value")))
        .toList();
  }

  private static Offer offer(Doc offer, RunSpec spec) {
    Doc window = offer.findDoc("unavailability");
    return new Offer(
        "O1",
        "F1",
        "S1",
        offer.text("hostname"),
        offer.docs("resources").stream().map(SimulatedAnswer::resource).toList(),
        attributes(offer.docs("attributes")),
        offer.findText("region"),
        offer.findText("zone"),
        offer.textOr("allocationRole", spec.role()),
        window == null
            ? null
            : new Offer.Unavailability(
                NOW.plusMillis(window.longOr("startMs", 0)),
                window.has("durationMs")
                    ? Duration.ofMillis(window.longOr("durationMs", 0))
                    : null));
  }

  private static Resource resource(Doc given) {
    Resource.Reservation reservation = null;
    if (given.has("reservedFor")) {
      reservation =
          new Resource.Reservation(
              "marathon", Map.of(OfferMatcher.RESERVED_FOR, given.text("reservedFor")));
    } else if (given.has("reservationLabels")) {
      Map<String, String> labels = new HashMap<>();
      given
          .doc("reservationLabels")
          .fields()
          .forEach((name, each) -> labels.put(name, String.valueOf(each)));
      reservation = new Resource.Reservation("somebody", labels);
    }
    boolean isDisk = given.has("diskType") || given.has("volumeId");
    return new Resource(
        given.text("name"),
        value(given),
        given.textOr("role", "*"),
        reservation,
        isDisk
            ? new Resource.Disk(
                given.textOr("diskType", "root").toUpperCase(Locale.ROOT),
                given.textOr("path", ""),
                given.textOr("volumeId", ""),
                given.has("volumeId") ? "data" : "")
            : null);
  }

  private static Resource.Value value(Doc given) {
    if (!given.has("ranges")) {
      return new Resource.Value.Scalar(new BigDecimal(given.get("value").toString()));
    }
    List<Resource.Range> ranges = new ArrayList<>();
    for (Object each : given.list("ranges")) {
      List<?> ends = (List<?>) each;
      ranges.add(
          new Resource.Range(
              ((Number) ends.get(0)).longValue(), ((Number) ends.get(1)).longValue()));
    }
    return new Resource.Value.Ranges(ranges);
  }
}
