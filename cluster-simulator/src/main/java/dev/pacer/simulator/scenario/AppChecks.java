package dev.pacer.simulator.scenario;

import dev.pacer.simulator.marathon.definition.Definitions;
import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Marathon would refuse of a scenario's definitions: each is taken in the order of time,
 * on top of what the scenario defined before.
 */
final class AppChecks {

  private final Features features;
  private final Map<String, Doc> defined = new HashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  private AppChecks(Features features) {
    this.features = features;
  }

  /** What is wrong, by place within the list, such as {@code [2].definition}. */
  static Map<String, String> problems(List<AppChange> changes, MarathonShape marathon) {
    AppChecks checks =
        new AppChecks(new Features(marathon.role(), Set.copyOf(marathon.features())));
    List<Integer> byTime = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      byTime.add(i);
    }
    byTime.sort(Comparator.comparing(i -> changes.get(i).at()));
    for (int i : byTime) {
      if (changes.get(i) instanceof AppChange.Put put) {
        checks.put(put, "[" + i + "].definition");
      } else if (changes.get(i) instanceof AppChange.Remove remove) {
        checks.defined.remove(remove.id());
      }
    }
    return checks.problems;
  }

  private void put(AppChange.Put put, String place) {
    try {
      Doc update = Definitions.readAppUpdate(JsonReader.read(put.definition()));
      if (update.has("id") && !update.text("id").equals(put.id())) {
        problems.put(
            place, "has the id %s, which is not %s".formatted(update.text("id"), put.id()));
        return;
      }
      @Nullable Doc before = defined.get(put.id());
      Doc app =
          before == null
              ? update.with("id", put.id())
              : Definitions.updated(before, update).with("id", put.id());
      defined.put(put.id(), Definitions.completeApp(app, features, features.mesosRole()));
    } catch (Refusal refused) {
      problems.put(place, "Marathon would refuse it: " + words(refused));
    } catch (JsonReader.NotJsonException e) {
      problems.put(place, "is not JSON: " + e.getMessage());
    }
  }

  private static String words(Refusal refused) {
    String details =
        refused.body().docs("details").stream()
            .map(
                detail ->
                    "%s: %s"
                        .formatted(
                            detail.textOr("path", "/"), String.join(", ", detail.texts("errors"))))
            .collect(Collectors.joining("; "));
    return String.valueOf(refused.getMessage()) + (details.isEmpty() ? "" : " (" + details + ")");
  }
}
