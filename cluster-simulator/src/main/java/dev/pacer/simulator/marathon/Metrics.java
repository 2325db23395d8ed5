package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.engine.Core;
import dev.pacer.simulator.marathon.engine.Engine;
import dev.pacer.simulator.marathon.engine.OfferDesk;
import dev.pacer.simulator.marathon.instance.Condition;
import dev.pacer.simulator.marathon.instance.Instance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the model counts: by the names of Marathon's own counters and gauges. */
public record Metrics(Map<String, Long> counters, Map<String, Double> gauges) {

  static Metrics of(Core core, Engine engine, Snapshot now, Leadership leadership) {
    OfferDesk.Counts offers = engine.desk().counts();
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put("marathon.mesos.offers.incoming.counter", offers.incoming());
    counters.put("marathon.mesos.offers.used.counter", offers.used());
    counters.put("marathon.mesos.offers.declined.counter", offers.declined());
    counters.put("marathon.mesos.calls.revive.counter", offers.revived());
    counters.put("marathon.mesos.calls.suppress.counter", offers.suppressed());
    counters.put("marathon.tasks.launched.counter", offers.launched());
    counters.put("marathon.mesos.offer-operations.launch.counter", offers.launched());
    counters.put("marathon.deployments.counter", engine.deployments().started());
    List<Instance> all = now.instances().values().stream().flatMap(List::stream).toList();
    Map<String, Double> gauges = new LinkedHashMap<>();
    gauges.put("marathon.apps.active.gauge", (double) now.specs(RunSpec.Kind.APP).size());
    gauges.put("marathon.pods.active.gauge", (double) now.specs(RunSpec.Kind.POD).size());
    gauges.put("marathon.groups.active.gauge", 1.0 + now.root().allGroups().size());
    gauges.put("marathon.deployments.active.gauge", (double) now.deployments().size());
    gauges.put("marathon.instances.running.gauge", count(all, Condition.RUNNING));
    gauges.put("marathon.instances.staged.gauge", count(all, Condition.STAGING));
    gauges.put(
        "marathon.instances.launch-overdue.gauge",
        (double) now.queue().stream().filter(q -> q.backsOffUntil() == null).count());
    gauges.put("marathon.instances.inflight-kills.gauge", (double) engine.killer().inFlight());
    gauges.put("marathon.http.event-streams.active.gauge", (double) core.events().open());
    gauges.put(
        "marathon.leadership.duration.gauge.seconds",
        seconds(Duration.between(leadership.leaderSince(), core.now())));
    gauges.put("marathon.debug.offer-matcher.tokens.gauge", (double) engine.desk().tokensLeft());
    return new Metrics(counters, gauges);
  }

  private static double count(List<Instance> all, Condition condition) {
    return all.stream().filter(i -> i.condition() == condition).count();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
