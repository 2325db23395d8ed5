package dev.pacer.rehearsal.ha;

import dev.pacer.autoscaler.Autoscaler;
import dev.pacer.autoscaler.CycleReport;
import dev.pacer.autoscaler.Member;
import dev.pacer.autoscaler.Turn;
import dev.pacer.autoscaler.TypeTemplates;
import dev.pacer.autoscaler.act.StepHook;
import dev.pacer.autoscaler.act.StepOutcome;
import dev.pacer.autoscaler.act.StepSender;
import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.journal.stored.StoredJournal;
import dev.pacer.rehearsal.week.RehearsedAutoscaler;
import dev.pacer.simulator.world.World;
import dev.pacer.simulator.zookeeper.port.SimulatedEnsemble;
import dev.pacer.simulator.zookeeper.port.SimulatedSession;
import dev.pacer.view.SnapshotReader;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One of several instances in a simulated world: its turns are events, its journal is in the
 * simulated ensemble, and it may die at any point of a step.
 */
public final class RehearsedMember {

  private static final Duration DEADLINE = Duration.ofSeconds(8);

  private final World world;
  private final String name;
  private final SimulatedSession session;
  private final Member member;
  private final Autoscaler autoscaler;
  private boolean dead;
  private boolean stalled;
  private @Nullable Turn lastTurn;

  private RehearsedMember(
      World world, SimulatedEnsemble ensemble, String name, Policy policy, StepHook hook) {
    this.world = world;
    this.name = name;
    this.session = ensemble.connect(name);
    SnapshotReader.Sources sources = RehearsedAutoscaler.ports(world);
    InstantSource clock = world.simulation();
    StoredJournal journal = new StoredJournal(session, () -> session.standing().inOffice());
    this.member = new Member(session, Member.Waits.USUAL, clock);
    this.autoscaler =
        new Autoscaler(
            new SnapshotReader(sources, policy.groups(), Runnable::run, clock, DEADLINE),
            new TypeTemplates(sources.ec2()),
            policy,
            journal,
            new StepSender(journal, sources.autoScaling(), sources.mesos(), clock, member, hook),
            clock,
            () -> dead);
  }

  /** Starts one whose first turn is one period from now. */
  public static RehearsedMember start(
      World world,
      SimulatedEnsemble ensemble,
      String name,
      Policy policy,
      Duration period,
      StepHook hook) {
    RehearsedMember member = new RehearsedMember(world, ensemble, name, policy, hook);
    world.simulation().every(period, member::turn);
    return member;
  }

  private void turn() {
    if (dead || stalled) {
      return;
    }
    try {
      Turn turn = member.turn(autoscaler);
      lastTurn = turn;
      if (turn instanceof Turn.Ran ran) {
        record(ran.report());
      }
    } catch (ProcessDeath e) {
      world.simulation().record(name, String.valueOf(e.getMessage()));
      die();
    }
  }

  private void record(CycleReport report) {
    for (StepOutcome outcome : report.outcomes()) {
      world.simulation().record(name, "%s: %s".formatted(outcome.step().what(), outcome.went()));
    }
  }

  /** The process is killed. */
  public void die() {
    dead = true;
    session.die();
  }

  /** The process stands still (SIGSTOP), and knows nothing of it. */
  public void stall() {
    stalled = true;
    session.stall();
  }

  /** The process goes on (SIGCONT). */
  public void goOn() {
    stalled = false;
    session.goOn();
  }

  public SimulatedSession session() {
    return session;
  }

  public boolean dead() {
    return dead;
  }

  /** Whether its last turn ran a cycle. */
  public boolean leads() {
    return !dead && lastTurn instanceof Turn.Ran;
  }
}
