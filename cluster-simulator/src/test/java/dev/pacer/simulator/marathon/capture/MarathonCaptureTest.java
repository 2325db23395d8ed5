package dev.pacer.simulator.marathon.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarathonCaptureTest {

  @Test
  void everySupportedExchangeIsAnsweredAsByARealMarathon() {
    Map<String, List<Exchange.Row>> runs = new TreeMap<>();
    for (Exchange.Row row : Exchange.index()) {
      runs.computeIfAbsent(row.run(), r -> new ArrayList<>()).add(row);
    }
    Set<String> notSupported = new HashSet<>();
    for (String line : Exchange.read("../../replay/marathon-not-supported.tsv").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        notSupported.add(line.substring(0, line.indexOf('\t')));
      }
    }
    String only = System.getProperty("replay.run", "");
    Map<String, int[]> counts = new LinkedHashMap<>();
    List<String> all = new ArrayList<>();
    EventShapes events = new EventShapes();
    runs.forEach(
        (run, rows) -> {
          if (run.equals("-") || (!only.isEmpty() && !List.of(only.split(",")).contains(run))) {
            return;
          }
          rows.sort(Comparator.comparingInt(Exchange.Row::order));
          rows.removeIf(row -> row.order() == 0);
          ReplayWorld world = new ReplayWorld(rows.get(0));
          Runnable other =
              world.model.events().attach(Set.of(), "127.0.0.1", event -> {}, () -> {});
          world
              .model
              .events()
              .attach(Set.of(), "127.0.0.1", event -> events.add(event.payload()), () -> {});
          other.run();
          Replay replay = new Replay(world, new Setup(), all::add);
          for (Exchange.Row row : rows) {
            int[] tally = counts.computeIfAbsent(row.folder(), f -> new int[3]);
            if (notSupported.contains(row.name())) {
              tally[2]++;
              continue;
            }
            List<String> differences = replay.replay(Exchange.of(row));
            tally[differences.isEmpty() ? 0 : 1]++;
            if (!differences.isEmpty()) {
              all.add(
                  run
                      + " "
                      + row.order()
                      + " "
                      + row.name()
                      + "\n    "
                      + String.join(
                          "\n    ", differences.subList(0, Math.min(6, differences.size()))));
            }
          }
        });
    all.forEach(System.out::println);
    counts.forEach(
        (folder, count) ->
            System.out.println(
                folder
                    + ": "
                    + count[0]
                    + " equal, "
                    + count[1]
                    + " differ, "
                    + count[2]
                    + " not supported"));
    assertThat(all).isEmpty();
    assertThat(events.unlike()).isEmpty();
  }
}
