package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Fit;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.OfferMatcher;
import dev.pacer.placement.fit.RefusalReason;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Waiting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code placement} says to a case. */
final class PlacementAnswer {

  private PlacementAnswer() {}

  /** The answer, as one text. */
  static String of(JsonNode line, MatcherSettings.Family family) {
    RunSpec spec = CaseReader.spec(line);
    Room room = CaseReader.room("offer", line.get("offer"));
    List<KnownInstance> known = new ArrayList<>(CaseReader.instances(line, spec));
    OfferMatcher matcher = new OfferMatcher(CaseReader.settings(line).withFamily(family));
    if (!line.has("placing")) {
      return text(matcher.decide(spec, room, known), room);
    }
    List<Waiting> waiting = new ArrayList<>();
    for (JsonNode each : line.get("placing")) {
      known.add(CaseReader.instance(each, spec, CaseReader.version(line)));
      Set<String> volumes = new TreeSet<>();
      each.path("reservation").path("volumes").forEach(v -> volumes.add(v.asText()));
      waiting.add(new Waiting(each.get("id").asText(), volumes));
    }
    return text(matcher.decideFor(spec, room, known, waiting), room);
  }

  private static String text(Fit fit, Room room) {
    return fit.match(
        fits -> {
          Map<String, BigDecimal> taken = new TreeMap<>();
          fits.consumption()
              .scalars()
              .forEach(
                  take -> {
                    ResourceEntry entry = room.entries().get(take.entry());
                    String disk =
                        entry.disk().type() == DiskSource.Type.ROOT
                            ? ""
                            : "@" + entry.disk().path();
                    taken.merge(
                        entry.kind().wireName() + "/" + entry.role() + disk,
                        BigDecimal.valueOf(take.amount()),
                        BigDecimal::add);
                  });
          String operation = fits.consumption().operation().name().toLowerCase(Locale.ROOT);
          return Answers.match(operation, taken, fits.consumption().ports().size());
        },
        refused -> "noMatch " + refused.reasons().stream().map(RefusalReason::wireName).toList(),
        ignored -> "ignored",
        throwing -> "throws " + CaseReplay.exception(throwing.cause()));
  }
}
