package dev.pacer.simulator.marathon.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps of the runs that were not captured, from {@code replay/marathon-setup.tsv}. */
final class Setup {

  /**
   * A request ({@code what} is its method), or something that happens to the cluster.
   *
   * @param deployment the captured id of the deployment that it makes, empty where none is needed
   */
  record Step(String what, String target, String body, String deployment) {}

  private final Map<String, List<Step>> steps = new HashMap<>();

  Setup() {
    for (String line : Exchange.read("../../replay/marathon-setup.tsv").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      steps
          .computeIfAbsent(cells[0] + " " + cells[1], k -> new ArrayList<>())
          .add(
              new Step(
                  cells[2],
                  cells.length > 3 ? cells[3] : "",
                  cells.length > 4 ? cells[4] : "",
                  cells.length > 5 ? cells[5] : ""));
    }
  }

  List<Step> before(Exchange.Row row) {
    return steps.getOrDefault(row.run() + " " + row.name(), List.of());
  }
}
