package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Duration;

/**
 * A health check of an app or of a pod's container.
 *
 * @param byMesos whether the agent checks, and not Marathon
 * @param doc as Marathon writes it
 */
public record HealthCheck(
    boolean byMesos,
    Duration grace,
    Duration interval,
    Duration timeout,
    int maxConsecutiveFailures,
    Doc doc) {

  static HealthCheck ofApp(Doc doc) {
    String protocol = doc.text("protocol");
    return of(protocol.startsWith("MESOS_") || protocol.equals("COMMAND"), doc);
  }

  static HealthCheck of(boolean byMesos, Doc doc) {
    return new HealthCheck(
        byMesos,
        Duration.ofSeconds(doc.wholeOr("gracePeriodSeconds", 300)),
        Duration.ofSeconds(Math.max(1, doc.wholeOr("intervalSeconds", 60))),
        Duration.ofSeconds(doc.wholeOr("timeoutSeconds", 20)),
        doc.wholeOr("maxConsecutiveFailures", 3),
        doc);
  }
}
