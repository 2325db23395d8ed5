package dev.pacer.rehearsal.week;

import dev.pacer.autoscaler.Autoscaler;
import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.TypeTemplates;
import dev.pacer.autoscaler.act.StepOutcome;
import dev.pacer.autoscaler.act.StepSender;
import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.journal.InMemoryJournal;
import dev.pacer.autoscaler.journal.Journal;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.port.SimulatedAutoScaling;
import dev.pacer.simulator.aws.port.SimulatedEc2;
import dev.pacer.simulator.marathon.port.SimulatedMarathon;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.world.World;
import dev.pacer.view.SnapshotReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An autoscaler inside a simulated world: its cycles are events of the simulation, its ports ask
 * the simulated servers, and what it did is in the world's own log.
 */
public final class RehearsedAutoscaler {

  private static final Duration DEADLINE = Duration.ofSeconds(8);

  private final World world;
  private final Autoscaler autoscaler;
  private long cycles;
  private long steps;

  private RehearsedAutoscaler(World world, Autoscaler autoscaler) {
    this.world = world;
    this.autoscaler = autoscaler;
  }

  /** The ports on a world's servers. */
  public static SnapshotReader.Sources ports(World world) {
    CallGate.Credentials credentials =
        new CallGate.Credentials(Optional.of("AKIDREHEARSAL"), Optional.empty());
    MarathonClient marathon = new SimulatedMarathon(world.marathon());
    return new SnapshotReader.Sources(
        marathon,
        new SimulatedMesosMaster(world.mesos()),
        new SimulatedAutoScaling(world.aws(), credentials),
        new SimulatedEc2(world.aws(), credentials));
  }

  /** An autoscaler that begins its first cycle one period from now. */
  public static RehearsedAutoscaler start(World world, Policy policy, Duration period) {
    return start(world, policy, period, new InMemoryJournal(), UnaryOperator.identity());
  }

  /**
   * The same with a journal of the caller's, and ports changed by the caller: for faults and for
   * planted bugs.
   */
  public static RehearsedAutoscaler start(
      World world,
      Policy policy,
      Duration period,
      Journal journal,
      UnaryOperator<SnapshotReader.Sources> change) {
    SnapshotReader.Sources sources = change.apply(ports(world));
    InstantSource clock = world.simulation();
    Autoscaler autoscaler =
        new Autoscaler(
            new SnapshotReader(sources, policy.groups(), Runnable::run, clock, DEADLINE),
            new TypeTemplates(sources.ec2()),
            policy,
            journal,
            new StepSender(journal, sources.autoScaling(), sources.mesos(), clock),
            clock,
            () -> false);
    RehearsedAutoscaler rehearsed = new RehearsedAutoscaler(world, autoscaler);
    world.simulation().every(period, rehearsed::cycle);
    return rehearsed;
  }

  private void cycle() {
    CycleReport report = autoscaler.cycle();
    cycles++;
    for (StepOutcome outcome : report.outcomes()) {
      steps++;
      world
          .simulation()
          .record("autoscaler", "%s: %s".formatted(outcome.step().what(), outcome.went()));
    }
  }

  public long cycles() {
    return cycles;
  }

  /** Steps that were sent. */
  public long steps() {
    return steps;
  }
}
