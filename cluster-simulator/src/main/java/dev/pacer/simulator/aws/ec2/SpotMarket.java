package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.events.NoticeKind;
import dev.pacer.simulator.aws.events.Notices;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Recommends to leave spot machines, and takes them back two minutes after a notice. */
public final class SpotMarket {

  private static final Duration NOTICE = Duration.ofMinutes(2);

  private final Simulation simulation;
  private final Instances instances;
  private final Notices notices;
  private final Function<String, Delays> delays;
  private final List<Consumer<Instance>> watchers = new ArrayList<>();

  /** Delays are those of a machine's group. */
  public SpotMarket(
      Simulation simulation,
      Instances instances,
      Notices notices,
      Function<String, Delays> delays) {
    this.simulation = simulation;
    this.instances = instances;
    this.notices = notices;
    this.delays = delays;
  }

  /** Calls back with each spot machine that is given notice or recommended to leave. */
  public void onRisk(Consumer<Instance> watcher) {
    watchers.add(watcher);
  }

  /**
   * Gives notice that a spot machine will be taken back, and takes it two minutes later; an
   * on-demand or a dead machine is left alone. A second notice changes nothing.
   */
  public void interrupt(Instance instance) {
    if (!instance.now().origin().spot()
        || !instance.now().state().alive()
        || instance.interruptedAt().isPresent()) {
      return;
    }
    Instant end = simulation.in(NOTICE);
    instance.interruptAt(end);
    simulation.record("aws", "spot interruption notice for %s".formatted(instance.id()));
    notices.send(
        NoticeKind.SPOT_INTERRUPTION,
        arn(instance),
        new Tree.Fields(
            new TreeMap<>(
                Map.of(
                    "instance-id", new Tree.Text(instance.id()),
                    "instance-action", new Tree.Text("terminate")))));
    watchers.forEach(watcher -> watcher.accept(instance));
    simulation.at(
        end,
        () ->
            instances.terminate(
                instance,
                delays.apply(instance.now().group().orElse("")),
                "Server.SpotInstanceTermination: Spot instance termination"));
  }

  /** Recommends to leave a spot machine that is likelier than others to be taken back. */
  public void recommendRebalance(Instance instance) {
    if (!instance.now().origin().spot() || !instance.now().state().alive()) {
      return;
    }
    simulation.record("aws", "rebalance recommendation for %s".formatted(instance.id()));
    notices.send(
        NoticeKind.REBALANCE_RECOMMENDATION,
        arn(instance),
        new Tree.Fields(Map.of("instance-id", new Tree.Text(instance.id()))));
    watchers.forEach(watcher -> watcher.accept(instance));
  }

  /** As EventBridge names machines: by zone, without an account. */
  private static String arn(Instance instance) {
    return "arn:aws:ec2:%s:instance/%s"
        .formatted(instance.now().origin().subnet().zone(), instance.id());
  }
}
