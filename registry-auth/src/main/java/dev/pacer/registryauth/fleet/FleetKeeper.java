package dev.pacer.registryauth.fleet;

import dev.pacer.cluster.PeerException;
import dev.pacer.registryauth.fleet.plan.FleetDecider;
import dev.pacer.registryauth.fleet.plan.FleetFacts;
import dev.pacer.registryauth.fleet.plan.FleetMemory;
import dev.pacer.registryauth.fleet.plan.FleetPlan;
import dev.pacer.registryauth.fleet.plan.FleetPolicy;
import dev.pacer.registryauth.fleet.plan.FleetStep;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the per-agent app, one look after another. {@link #look} is called by one thread; {@link
 * #view} may be asked by any. Every instance looks, so that each knows what is uncovered; only the
 * leader sends.
 */
public final class FleetKeeper {

  private static final Logger log = LoggerFactory.getLogger(FleetKeeper.class);

  private final FleetReader reader;
  private final FleetStepSender sender;
  private final FleetPolicy policy;
  private final BooleanSupplier leads;
  private FleetMemory memory = FleetMemory.none();
  private volatile FleetView view = FleetView.unknown();

  /**
   * @param leads whether this instance may change the app now; asked again before each step
   */
  public FleetKeeper(
      FleetReader reader, FleetStepSender sender, FleetPolicy policy, BooleanSupplier leads) {
    this.reader = reader;
    this.sender = sender;
    this.policy = policy;
    this.leads = leads;
  }

  /** What is known. */
  public FleetView view() {
    return view;
  }

  /** Looks once, and sends at most one step. Fails never: what went wrong is in the view. */
  public void look() {
    FleetFacts facts;
    try {
      facts = reader.read();
    } catch (PeerException e) {
      failed(e);
      return;
    }
    FleetPlan plan = FleetDecider.decide(facts, memory, policy);
    boolean leading = leads.getAsBoolean();
    if (plan.step().isEmpty() || !leading) {
      // A follower remembers what it saw, and not what it would have done.
      memory = plan.step().isEmpty() ? plan.memory() : plan.memory().withChangeOf(memory);
      publish(facts, plan, leading, view.lastStep(), Optional.empty());
      return;
    }
    memory = plan.memory();
    FleetStep step = plan.step().get();
    try {
      String answer = sender.send(step);
      log.info("changed app={} step=\"{}\" answer=\"{}\"", policy.app(), step, answer);
      FleetView.Sent sent = new FleetView.Sent(step, facts.readAt(), answer);
      publish(facts, plan, true, Optional.of(sent), Optional.empty());
    } catch (PeerException e) {
      log.warn("change failed app={} step=\"{}\" cause=\"{}\"", policy.app(), step, e.getMessage());
      publish(facts, plan, true, view.lastStep(), Optional.ofNullable(e.getMessage()));
    }
  }

  private void failed(PeerException e) {
    log.warn("fleet not read app={} cause=\"{}\"", policy.app(), e.getMessage());
    FleetView last = view;
    view =
        new FleetView(
            last.coverage(),
            last.readAt(),
            leads.getAsBoolean(),
            last.lastStep(),
            List.of(),
            Optional.ofNullable(e.getMessage()));
  }

  private void publish(
      FleetFacts facts,
      FleetPlan plan,
      boolean leading,
      Optional<FleetView.Sent> sent,
      Optional<String> problem) {
    // A doubtful list of agents is no news about who is covered.
    boolean known = facts.doubt().isEmpty();
    view =
        new FleetView(
            known ? Optional.of(plan.coverage()) : view.coverage(),
            known ? Optional.of(facts.readAt()) : view.readAt(),
            leading,
            sent,
            plan.notes(),
            problem);
  }
}
