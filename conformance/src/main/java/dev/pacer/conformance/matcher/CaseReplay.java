package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.placement.fit.ConstraintCheck;
import dev.pacer.placement.fit.ConstraintVerdict;
import dev.pacer.placement.fit.Consumption;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.Poison;
import dev.pacer.placement.fit.RefusalReason;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Waiting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One captured case: an app, an offer, and all that Marathon said about them. */
final class CaseReplay {

  private final JsonNode line;
  private final JsonNode expected;
  private final RunSpec spec;
  private final Room room;
  private final MatcherSettings settings;

  /** All tracked instances, those to be placed among them. */
  private final List<KnownInstance> tracked;

  /** Those to be placed; null: one new instance. */
  private final @Nullable List<Waiting> placing;

  private CaseReplay(JsonNode line) {
    this.line = line;
    this.expected = line.get("expected");
    this.spec = CaseReader.spec(line);
    this.room = CaseReader.room("offer", line.get("offer"));
    this.settings = CaseReader.settings(line);
    this.tracked = new ArrayList<>(CaseReader.instances(line, spec));
    this.placing = line.has("placing") ? new ArrayList<>() : null;
    for (JsonNode each : line.path("placing")) {
      KnownInstance instance = CaseReader.instance(each, spec, CaseReader.version(line));
      tracked.add(instance);
      if (placing != null && instance.goal() == Goal.RUNNING) {
        Set<String> volumes = new TreeSet<>();
        each.path("reservation").path("volumes").forEach(v -> volumes.add(v.asText()));
        placing.add(new Waiting(instance.id(), volumes));
      }
    }
  }

  /** What we say otherwise than Marathon did; empty for nothing. */
  static String difference(JsonNode line) {
    CaseReplay replay = new CaseReplay(line);
    Fit fit = replay.decide(replay.tracked);
    return replay.difference(fit);
  }

  private String difference(Fit fit) {
    String needs = NeedsCheck.difference(spec.needs(), line);
    if (!needs.isEmpty()) {
      return needs;
    }
    String want = expected.get("outcome").asText();
    if (!outcome(fit).equals(want)) {
      return "%s instead of %s".formatted(describe(fit), wanted());
    }
    String detail =
        fit.match(
            fits -> first(consumed(fits.consumption()), orderOfMatch(fits)),
            refused -> first(reasons(refused.reasons()), orderOfRefusal()),
            ignored -> "",
            throwing ->
                equal("exception", exception(throwing.cause()), expected.path("exception")));
    return fit instanceof Fit.Ignored ? detail : first(detail, first(verdicts(), counted()));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String equal(String name, Object got, JsonNode want) {
    return String.valueOf(got).equals(want.isMissingNode() ? "null" : want.asText())
        ? ""
        : "%s %s instead of %s".formatted(name, got, want);
  }

  private Fit decide(List<KnownInstance> known) {
    OfferMatcher matcher = new OfferMatcher(settings);
    return placing == null
        ? matcher.decide(spec, room, known)
        : matcher.decideFor(spec, room, known, placing);
  }

  private static String outcome(Fit fit) {
    return fit.match(f -> "match", f -> "noMatch", f -> "ignored", f -> "throws");
  }

  private static String describe(Fit fit) {
    return fit.match(
        f -> "match",
        f -> "noMatch" + names(f.reasons()),
        f -> "ignored",
        f -> "throws " + f.cause());
  }

  private String wanted() {
    JsonNode more =
        expected.has("exception") ? expected.get("exception") : expected.path("reasons");
    return expected.get("outcome").asText() + (more.isMissingNode() ? "" : " " + more);
  }

  private String consumed(Consumption consumption) {
    Map<String, BigDecimal> got = new TreeMap<>();
    for (Consumption.ScalarTake take : consumption.scalars()) {
      ResourceEntry entry = room.entries().get(take.entry());
      got.merge(key(entry), rounded(BigDecimal.valueOf(take.amount())), BigDecimal::add);
    }
    Map<String, BigDecimal> want = new TreeMap<>();
    for (JsonNode each : expected.get("consumed")) {
      String disk = each.size() > 3 ? "@" + each.get(3).asText() : "";
      want.merge(
          each.get(0).asText() + "/" + each.get(1).asText() + disk,
          rounded(each.get(2).decimalValue()),
          BigDecimal::add);
    }
    // The captures print sums of doubles: equal means nearer than anything that Mesos tells apart.
    boolean same =
        got.keySet().equals(want.keySet())
            && got.entrySet().stream()
                .allMatch(
                    e ->
                        e.getValue()
                                .subtract(Objects.requireNonNull(want.get(e.getKey())))
                                .abs()
                                .compareTo(new BigDecimal("0.00001"))
                            < 0);
    return first(
        same ? "" : "consumed %s instead of %s".formatted(got, want),
        first(
            equal(
                "operation",
                consumption.operation().name().toLowerCase(Locale.ROOT),
                expected.path("operation")),
            equal("host ports", consumption.ports().size(), expected.path("hostPorts"))));
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private static String key(ResourceEntry entry) {
    String disk =
        entry.disk().type() == DiskSource.Type.ROOT
            ? ""
            : "@%s:%s"
                .formatted(
                    entry.disk().type().name().toLowerCase(Locale.ROOT), entry.disk().path());
    return entry.kind().wireName() + "/" + entry.role() + disk;
  }

  private String reasons(List<RefusalReason> reasons) {
    List<String> want = new ArrayList<>();
    expected.get("reasons").forEach(reason -> want.add(reason.asText()));
    List<String> got = names(reasons);
    return first(
        got.equals(want) ? "" : "reasons %s instead of %s".formatted(got, want),
        equal("reported", got.isEmpty() ? "null" : got.get(0), expected.path("reported")));
  }

  private static List<String> names(List<RefusalReason> reasons) {
    return reasons.stream().map(RefusalReason::wireName).toList();
  }

  private String verdicts() {
    if (!expected.has("constraints")) {
      return "";
    }
    List<String> want = new ArrayList<>();
    expected.get("constraints").forEach(verdict -> want.add(verdict.asText()));
    List<String> got =
        ConstraintCheck.verdicts(spec, room.where(), tracked, settings.family()).stream()
            .map(CaseReplay::verdict)
            .toList();
    return got.equals(want) ? "" : "constraints %s instead of %s".formatted(got, want);
  }

  private static String verdict(ConstraintVerdict verdict) {
    Poison poison = verdict.poison();
    return poison == null ? String.valueOf(verdict.accepted()) : exception(poison);
  }

  private String counted() {
    return expected.has("counted")
        ? equal(
            "counted",
            tracked.stream().filter(each -> each.counts(spec)).count(),
            expected.get("counted"))
        : "";
  }

  /** A match that hangs on the order of the known instances must be known for one. */
  private String orderOfMatch(Fit.Fits fits) {
    boolean want = expected.path("orderDependent").asBoolean();
    return want && !fits.orderMatters()
        ? "taken for certain, but another order of the known instances gives another answer"
        : want == otherOrderDiffers(fits) ? "" : "order of the known instances, expected " + want;
  }

  private String orderOfRefusal() {
    boolean want = expected.path("orderDependent").asBoolean();
    return want == otherOrderDiffers(new Fit.Refused(List.of()))
        ? ""
        : "order of the known instances, expected to matter: " + want;
  }

  private boolean otherOrderDiffers(Fit fit) {
    for (KnownInstance each : tracked) {
      List<KnownInstance> other = new ArrayList<>(tracked);
      other.remove(each);
      other.add(0, each);
      if (each.counts(spec) && !outcome(decide(other)).equals(outcome(fit))) {
        return true;
      }
    }
    return false;
  }

  /** The class that Marathon throws. */
  static String exception(Poison poison) {
    return switch (poison) {
      case GROUP_BY_WITHOUT_COUNT -> "java.lang.ArithmeticException";
      case NOT_A_NUMBER -> "java.lang.NumberFormatException";
      case NOT_A_PATTERN -> "java.util.regex.PatternSyntaxException";
      case UNLUCKY_SUM, DISK_WITHOUT_PATH -> "java.lang.IllegalArgumentException";
    };
  }
}
