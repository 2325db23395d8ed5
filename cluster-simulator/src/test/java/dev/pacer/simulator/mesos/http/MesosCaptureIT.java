package dev.pacer.simulator.mesos.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays every captured request against the simulator, in the situation it was captured in. */
class MesosCaptureIT {

  private static final class Tally {
    int equal;
    int differ;
    int notSupported;
  }

  @Test
  void theSimulatorAnswersAsTheRealOneDid() throws IOException {
    Map<String, String> notSupported = notSupported();
    Map<String, Tally> tallies = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    try (CapturedRun run = new CapturedRun()) {
      for (Exchange exchange : Exchange.all()) {
        run.prepare(exchange.shortName());
        Tally tally = tallies.computeIfAbsent(exchange.folder(), key -> new Tally());
        if (notSupported.containsKey(exchange.name())) {
          tally.notSupported++;
          continue;
        }
        List<String> found = Comparing.differences(exchange, run.ask(exchange));
        if (found.isEmpty()) {
          tally.equal++;
        } else {
          tally.differ++;
          differences.add(exchange.name() + "\n    " + String.join("\n    ", found));
        }
      }
    }
    StringBuilder table = new StringBuilder();
    tallies.forEach(
        (folder, tally) ->
            table.append(
                "%s: %d equal, %d differ, %d not supported%n"
                    .formatted(folder, tally.equal, tally.differ, tally.notSupported)));
    System.out.print(table);
    assertThat(differences).as(() -> String.join("\n", differences)).isEmpty();
    assertThat(tallies.values().stream().mapToInt(tally -> tally.equal).sum()).isGreaterThan(200);
  }

  @Test
  void everyEntryOfTheNotSupportedListHasAReasonAndIsACapture() throws IOException {
    List<String> names = Exchange.all().stream().map(Exchange::name).toList();

    assertThat(names).containsAll(notSupported().keySet());
    assertThat(notSupported().values()).allMatch(reason -> reason.length() > 20);
  }

  private static Map<String, String> notSupported() throws IOException {
    Map<String, String> list = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Exchange.ROOT.resolve("not-supported.tsv"))) {
      String[] columns = line.split("\t", -1);
      if (!columns[0].equals("name")) {
        list.put(columns[0], columns[1]);
      }
    }
    return list;
  }
}
