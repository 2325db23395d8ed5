package dev.pacer.autoscaler.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.journal.JournalState;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.view.ClusterSnapshot;
import dev.pacer.view.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusBoardTest {

  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private final StatusBoard board = new StatusBoard("test", true, () -> now);

  private Reply get(String path) {
    return board.routes().handle(Request.of("GET", path));
  }

  private CycleReport report(String app) {
    ClusterSnapshot blind =
        new ClusterSnapshot(
            now,
            new Part.Missing<>("GET http://marathon/v2/info got no answer."),
            new Part.Missing<>("nobody"),
            new Part.Missing<>("nobody"),
            new Part.Missing<>("nobody"),
            Map.of());
    Plan plan =
        new Plan(
            now,
            List.of(),
            List.of(),
            List.of(new Plan.Hold(Plan.Direction.UP, "*", "Marathon did not answer")),
            List.of(new Plan.Waiting(app, 3, "needs a machine of agents")),
            List.of(),
            List.of());
    return new CycleReport(7, blind, plan, List.of(), JournalState.EMPTY);
  }

  @Test
  void beforeTheFirstCycleItIsAliveAndNotReady() {
    assertThat(get("/health/live").status()).isEqualTo(200);
    assertThat(get("/health/ready").status()).isEqualTo(503);
    assertThat(get("/api/v1/status").status()).isEqualTo(503);
    assertThat(get("/").text()).contains("No cycle finished yet");
  }

  @Test
  void aCycleThatSawNotEverythingIsNotReady() {
    board.publish(report("/web"));
    assertThat(get("/health/ready").status()).isEqualTo(503);
    assertThat(get("/api/v1/status").text()).contains("\"cycle\" : 7", "needs a machine of agents");
    assertThat(get("/metrics").text())
        .contains("pacer_autoscaler_waiting_instances 3\n", "pacer_autoscaler_complete 0\n");
  }

  @Test
  void withoutAFinishedCycleForTenMinutesItIsNotAlive() {
    board.publish(report("/web"));
    now = now.plus(Duration.ofMinutes(10));
    assertThat(get("/health/live").status()).isEqualTo(503);
  }

  @Test
  void whatComesFromOutsideCannotBecomeMarkup() {
    board.publish(report("/<script>alert(1)</script>"));
    Reply page = get("/");
    assertThat(page.text()).doesNotContain("<script>").contains("&#60;script&#62;");
    assertThat(page.headers().first("Content-Security-Policy")).isPresent();
  }
}
