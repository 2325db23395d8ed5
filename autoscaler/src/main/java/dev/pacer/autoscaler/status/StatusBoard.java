package dev.pacer.autoscaler.status;

import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.Turn;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Routes;
import dev.pacer.frame.output.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Serves the last published report: health, metrics, status and a page. One thread publishes, many
 * read; nothing served changes anything.
 */
public final class StatusBoard {

  /** No finished cycle for so long means that the loop does not turn (5.4). */
  static final Duration STUCK = Duration.ofMinutes(10);

  private static final String STRICT =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

  private final String cluster;
  private final boolean dryRun;
  private final InstantSource clock;
  private final Instant startedAt;
  private final AtomicReference<@Nullable Published> last = new AtomicReference<>();

  /** What the instance does instead of leading; null when its last turn ran a cycle. */
  private final AtomicReference<@Nullable Rest> rest = new AtomicReference<>();

  /** A turn without a cycle. */
  private record Rest(String why, boolean powerless, Instant at) {}

  /** What one cycle left to be told. */
  private record Published(StatusView view, boolean complete, Instant finishedAt, Totals totals) {}

  /** Sums since the start. */
  private record Totals(long cycles, long steps, long failedSteps) {
    static final Totals NONE = new Totals(0, 0, 0);
  }

  public StatusBoard(String cluster, boolean dryRun, InstantSource clock) {
    this.cluster = cluster;
    this.dryRun = dryRun;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** Publishes what came of a turn; from one thread. */
  public void publish(Turn turn) {
    Rest now =
        turn.<@Nullable Rest>match(
            ran -> null,
            idle -> new Rest(idle.why(), false, clock.instant()),
            powerless -> new Rest(powerless.why(), true, clock.instant()));
    if (turn instanceof Turn.Ran ran) {
      publish(ran.report());
    }
    rest.set(now);
  }

  /** Publishes a cycle's report; from one thread. */
  public void publish(CycleReport report) {
    Published before = last.get();
    Totals sum = before == null ? Totals.NONE : before.totals();
    long failed =
        report.outcomes().stream()
            .filter(
                o ->
                    switch (o.went()) {
                      case REFUSED, LOST -> true;
                      case TAKEN, NOT_SENT -> false;
                    })
            .count();
    last.set(
        new Published(
            StatusView.of(cluster, dryRun, report),
            report.snapshot().objections().isEmpty(),
            clock.instant(),
            new Totals(
                sum.cycles() + 1,
                sum.steps() + report.outcomes().size(),
                sum.failedSteps() + failed)));
  }

  /** The handler of all paths. */
  public Routes routes() {
    return Routes.builder()
        .get("/health/live", request -> live())
        .get("/health/ready", request -> ready())
        .get("/metrics", request -> metrics())
        .get("/api/v1/status", request -> status())
        .get("/", request -> page())
        .build();
  }

  private Reply live() {
    Published published = last.get();
    Rest resting = rest.get();
    Instant since = published == null ? startedAt : published.finishedAt();
    if (resting != null && resting.at().isAfter(since)) {
      since = resting.at();
    }
    Duration quiet = Duration.between(since, clock.instant());
    return quiet.compareTo(STUCK) < 0
        ? Reply.text(200, "live\n")
        : Reply.text(503, "no cycle finished for %d s\n".formatted(quiet.toSeconds()));
  }

  private Reply ready() {
    Rest resting = rest.get();
    if (resting != null) {
      return Reply.text(resting.powerless() ? 503 : 200, resting.why() + "\n");
    }
    Published published = last.get();
    if (published == null) {
      return Reply.text(503, "no cycle finished yet\n");
    }
    return published.complete()
        ? Reply.text(200, "ready\n")
        : Reply.text(503, "the last cycle did not see the whole cluster; see /api/v1/status\n");
  }

  private Reply status() {
    Rest resting = rest.get();
    if (resting != null) {
      return Reply.json(
          200,
          JsonText.pretty(
              Map.of(
                  "cluster",
                  cluster,
                  "leads",
                  false,
                  "message",
                  resting.why(),
                  "at",
                  resting.at())));
    }
    Published published = last.get();
    return published == null
        ? Reply.json(503, "{\"message\":\"no cycle finished yet\"}")
        : Reply.json(200, JsonText.pretty(published.view()));
  }

  private Reply metrics() {
    Published published = last.get();
    StringBuilder text = new StringBuilder();
    Totals totals = published == null ? Totals.NONE : published.totals();
    metric(
        text,
        "pacer_autoscaler_leads",
        "gauge",
        "1 when this instance ran the last cycle.",
        rest.get() == null && published != null ? 1 : 0);
    metric(text, "pacer_autoscaler_cycles_total", "counter", "Finished cycles.", totals.cycles());
    metric(text, "pacer_autoscaler_steps_total", "counter", "Steps decided.", totals.steps());
    metric(
        text,
        "pacer_autoscaler_failed_steps_total",
        "counter",
        "Steps that were refused or whose reply was lost.",
        totals.failedSteps());
    if (published != null) {
      StatusView view = published.view();
      metric(
          text,
          "pacer_autoscaler_complete",
          "gauge",
          "1 when the last cycle saw the whole cluster.",
          published.complete() ? 1 : 0);
      metric(
          text,
          "pacer_autoscaler_waiting_instances",
          "gauge",
          "Instances in the launch queue that are not on their way.",
          view.waiting().stream().mapToLong(w -> w.count()).sum());
      metric(
          text,
          "pacer_autoscaler_impossible_instances",
          "gauge",
          "Instances that no machine of any pool can hold.",
          view.impossible().stream().mapToLong(StatusView.Impossible::count).sum());
      metric(
          text,
          "pacer_autoscaler_removals",
          "gauge",
          "Agents that are being removed.",
          view.removals().size());
      header(text, "pacer_autoscaler_desired_capacity", "gauge", "Desired capacity of a group.");
      for (StatusView.Group group : view.groups()) {
        text.append("pacer_autoscaler_desired_capacity{group=\"")
            .append(label(group.name()))
            .append("\"} ")
            .append(group.desired())
            .append('\n');
      }
    }
    return Reply.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void metric(
      StringBuilder text, String name, String type, String help, long value) {
    header(text, name, type, help);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void header(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String label(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private Reply page() {
    Published published = last.get();
    StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><head>");
    html.append("<meta charset=\"utf-8\"><title>Pacer autoscaler</title>");
    html.append("<style>body{font-family:sans-serif;margin:2rem}pre{white-space:pre-wrap}</style>");
    html.append("</head><body><h1>Pacer autoscaler: ").append(escape(cluster)).append("</h1>");
    Rest resting = rest.get();
    if (resting != null) {
      html.append("<p>This instance ").append(escape(resting.why())).append(".</p>");
    } else if (published == null) {
      html.append("<p>No cycle finished yet.</p>");
    } else {
      html.append("<p>Cycle ").append(published.view().cycle());
      html.append(" at ").append(published.view().at());
      html.append(dryRun ? ", dry run" : "").append("</p><pre>");
      PlanText.lines(published.view()).forEach(line -> html.append(escape(line)).append('\n'));
      html.append("</pre>");
    }
    html.append("</body></html>\n");
    return Reply.of(
            200,
            "text/html; charset=utf-8",
            html.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .with("Content-Security-Policy", STRICT)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }

  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if ("<>&\"'".indexOf(c) >= 0) {
                safe.append(String.format(Locale.ROOT, "&#%d;", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
