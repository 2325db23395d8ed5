package dev.pacer.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DemoRunTest {

  private Instant now = Instant.parse("2026-01-05T08:00:00Z");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<StepResult> run(Supplier<Look> always, Step... steps) {
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    Show show = new ConsoleShow(writer, Terminal.plain());
    return new DemoRun(() -> now, time -> now = now.plus(time), show, always).run(List.of(steps));
  }

  private static Look fine() {
    return new Look.Seen("fine");
  }

  @Test
  void aStepWaitsUntilItComesTrue() {
    List<Integer> looks = new ArrayList<>();
    Step step =
        Step.watch(
            "it grows",
            "three",
            () -> {
              looks.add(1);
              return Look.when(looks.size() == 3, looks.size() + " seen");
            },
            Duration.ofSeconds(5));

    List<StepResult> results = run(DemoRunTest::fine, step);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).cameTrue()).isTrue();
    assertThat(results.get(0).seen()).isEqualTo("3 seen");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("All 1 steps came true");
  }

  @Test
  void aStepThatDoesNotComeTrueEndsTheDemoWithWhatWasExpectedAndSeen() {
    Step never =
        Step.watch("it grows", "four", () -> new Look.NotYet("three"), Duration.ofSeconds(5));
    Step next = Step.watch("never reached", "-", DemoRunTest::fine, Duration.ofSeconds(5));

    List<StepResult> results = run(DemoRunTest::fine, never, next);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).cameTrue()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("expected: four")
        .contains("seen:     three after 5 s")
        .contains("Step 1 did not come true");
  }

  @Test
  void aBrokenRuleEndsTheDemoEvenWhileAStepStillWaits() {
    Step waits =
        Step.watch("it grows", "four", () -> new Look.NotYet("three"), Duration.ofSeconds(5));

    List<StepResult> results = run(() -> new Look.Broken("five is one too many"), waits);

    assertThat(results.get(0).cameTrue()).isFalse();
    assertThat(results.get(0).seen()).isEqualTo("five is one too many");
  }

  @Test
  void theSummaryKeepsToEightyColumns() {
    Step step =
        Step.watch(
            "a title that is much longer than there is room for in the table of the summary",
            "x",
            DemoRunTest::fine,
            Duration.ofSeconds(5));
    run(DemoRunTest::fine, step);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.substring(text.indexOf("STEP")).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}
