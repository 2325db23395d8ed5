package dev.pacer.installer.installation;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.QueueItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What is known of an app, in words. */
public final class AppState {
  private AppState() {}

  /** Whether every instance runs and, where health is checked, is healthy. */
  public static boolean up(App app) {
    App.Counts counts = app.counts().orElse(new App.Counts(0, 0, 0, 0));
    int wanted = app.spec().instances();
    return counts.running() >= wanted
        && (app.spec().checks().health().isEmpty() || counts.healthy() >= wanted);
  }

  /**
   * One line: how many run, and why not all.
   *
   * @param waiting its item of the launch queue, if it has one
   * @param since failures before it are old news
   */
  public static String line(App app, Optional<QueueItem> waiting, Instant since) {
    App.Counts counts = app.counts().orElse(new App.Counts(0, 0, 0, 0));
    int wanted = app.spec().instances();
    StringBuilder line = new StringBuilder();
    line.append("%s: %d of %d running".formatted(app.id().path(), counts.running(), wanted));
    if (!app.spec().checks().health().isEmpty()) {
      line.append(", %d healthy".formatted(counts.healthy()));
    }
    if (counts.staged() > 0) {
      line.append(", %d starting".formatted(counts.staged()));
    }
    if (!up(app)) {
      waiting.ifPresent(item -> line.append(why(item)));
      app.lastTaskFailure()
          .filter(failure -> !failure.at().isBefore(since))
          .ifPresent(
              failure ->
                  line.append(
                      "; last failure on %s: %s".formatted(failure.host(), failure.message())));
    }
    return line.toString();
  }

  private static String why(QueueItem item) {
    if (!item.delay().overdue()) {
      return "; tries again in %d s".formatted(item.delay().timeLeft().toSeconds());
    }
    if (!item.hasOwnOfferSummary()) {
      return "; waits for offers";
    }
    return item.offers().lastOffers().stream()
        .filter(step -> step.declined() > 0)
        .max(Comparator.comparingInt(QueueItem.RejectStep::declined))
        .map(
            step ->
                "; %d of %d agents do not do: %s"
                    .formatted(step.declined(), step.processed(), step.reason().wireName()))
        .orElse("; waits for offers");
  }
}
