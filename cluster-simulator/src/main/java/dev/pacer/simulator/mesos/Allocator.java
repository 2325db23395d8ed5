package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.Offer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is offered what. It works only when something has changed or a refusal has run out,
 * never by the clock alone.
 */
final class Allocator {

  private static final List<String> SHARED = List.of("cpus", "mem", "disk", "gpus");
  private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");
  private static final BigDecimal LEAST_MEM = new BigDecimal("32");

  private final MesosModel model;
  private @Nullable Scheduled next;

  Allocator(MesosModel model) {
    this.model = model;
  }

  /** Something new came: an agent, a framework, a wish. */
  void soon() {
    by(model.simulation().instant());
  }

  /** Something came back: waits for the next round, as the real one does. */
  void later() {
    by(model.simulation().in(model.settings().allocationInterval()));
  }

  private void by(Instant moment) {
    Scheduled planned = next;
    if (planned != null) {
      if (!planned.moment().isAfter(moment)) {
        return;
      }
      planned.cancel();
    }
    next = model.simulation().at(moment, this::allocate);
  }

  void decline(FrameworkRecord framework, Collection<String> offerIds, Duration refuse) {
    for (String offerId : offerIds) {
      OfferRecord offer = framework.offers.get(offerId);
      if (offer != null) {
        model.memory().unoffer(offer);
        refuse(framework, offer, offer.resources(), refuse);
      }
    }
    later();
  }

  void refuse(FrameworkRecord framework, OfferRecord offer, Resources refused, Duration howLong) {
    if (!howLong.isNegative() && !howLong.isZero() && !refused.isEmpty()) {
      framework.refusals.add(
          new FrameworkRecord.Refusal(
              offer.offer().agentId(),
              offer.offer().allocationRole(),
              refused,
              model.simulation().in(howLong)));
    }
  }

  void revive(FrameworkRecord framework) {
    framework.suppressed = false;
    framework.refusals.clear();
    soon();
  }

  void suppress(FrameworkRecord framework) {
    framework.suppressed = true;
  }

  /** Takes an agent's outstanding offers back and tells the frameworks. */
  void rescind(AgentRecord agent) {
    for (OfferRecord offer : agent.offers()) {
      FrameworkRecord framework = model.memory().framework(offer.offer().frameworkId());
      model.memory().unoffer(offer);
      if (framework != null && framework.session != null) {
        framework.session.deliver(scheduler -> scheduler.rescinded(offer.id()));
      }
    }
  }

  private record Claim(FrameworkRecord framework, String role) {}

  private void allocate() {
    next = null;
    LeaderMemory memory = model.memory();
    if (!memory.ready || memory.agents.size() < memory.awaitedAgents) {
      return;
    }
    memory.awaitedAgents = 0;
    List<Claim> claims = claims(memory);
    if (claims.isEmpty()) {
      return;
    }
    Map<String, Long> cluster = cluster(memory);
    Headroom headroom = new Headroom(model);
    Map<FrameworkRecord, List<Offer>> made = new LinkedHashMap<>();
    Instant now = model.simulation().instant();
    Instant wake = null;
    for (AgentRecord agent : memory.agents.values()) {
      if (!agent.active() || !allocatable(agent.free())) {
        continue;
      }
      sort(claims, cluster);
      for (Claim claim : claims) {
        Resources given = given(agent, claim);
        if (!allocatable(given) || !headroom.allows(claim.role, given)) {
          continue;
        }
        Instant refusedUntil = refusedUntil(claim, agent, given, now);
        if (refusedUntil != null) {
          wake = wake == null || refusedUntil.isBefore(wake) ? refusedUntil : wake;
          continue;
        }
        made.computeIfAbsent(claim.framework, key -> new ArrayList<>())
            .add(offer(memory, agent, claim, given));
        headroom.took(given);
      }
    }
    if (wake != null) {
      by(wake);
    }
    made.forEach(
        (framework, offers) -> {
          memory.counters.count(framework.id(), "events", "offers");
          if (framework.session != null) {
            framework.session.deliver(scheduler -> scheduler.offers(live(framework, offers)));
          }
        });
    if (!made.isEmpty()) {
      model.touch();
    }
  }

  private static List<Offer> live(FrameworkRecord framework, List<Offer> offers) {
    return offers.stream().filter(offer -> framework.offers.containsKey(offer.id())).toList();
  }

  private List<Claim> claims(LeaderMemory memory) {
    List<Claim> claims = new ArrayList<>();
    for (FrameworkRecord framework : memory.frameworks.values()) {
      if (framework.connected && !framework.suppressed) {
        framework.roles().forEach(role -> claims.add(new Claim(framework, role)));
      }
    }
    return claims;
  }

  private Map<String, Long> cluster(LeaderMemory memory) {
    Map<String, Long> sum = new HashMap<>();
    for (AgentRecord agent : memory.agents.values()) {
      for (String name : SHARED) {
        sum.merge(name, agent.total().scalar(name).movePointRight(3).longValue(), Long::sum);
      }
    }
    return sum;
  }

  private void sort(List<Claim> claims, Map<String, Long> cluster) {
    if (claims.size() > 1) {
      Map<String, Double> byRole = new HashMap<>();
      for (Claim claim : claims) {
        byRole.computeIfAbsent(
            claim.role,
            role ->
                share(model.roles().held(role), cluster)
                    / model.registry().weights.getOrDefault(role, 1.0));
      }
      claims.sort(
          Comparator.comparing((Claim claim) -> !model.roles().belowGuarantee(claim.role))
              .thenComparing(claim -> byRole.getOrDefault(claim.role, 0.0))
              .thenComparing(claim -> share(claim.framework.held, cluster)));
    }
  }

  private static double share(Map<String, Long> held, Map<String, Long> cluster) {
    double most = 0;
    for (String name : SHARED) {
      long all = cluster.getOrDefault(name, 0L);
      if (all > 0) {
        most = Math.max(most, (double) held.getOrDefault(name, 0L) / all);
      }
    }
    return most;
  }

  private Resources given(AgentRecord agent, Claim claim) {
    if (agent.total().scalar("gpus").signum() > 0 && !claim.framework.has("GPU_RESOURCES")) {
      return Resources.NONE;
    }
    Resources open =
        agent
            .free()
            .only(
                resource ->
                    resource.role().equals("*")
                        || resource.role().equals(claim.role)
                        || claim.role.startsWith(resource.role() + "/"));
    return model.roles().withinLimit(claim.role, open);
  }

  private static boolean allocatable(Resources resources) {
    return !resources.isEmpty()
        && (resources.scalar("cpus").compareTo(LEAST_CPUS) >= 0
            || resources.scalar("mem").compareTo(LEAST_MEM) >= 0);
  }

  private static @Nullable Instant refusedUntil(
      Claim claim, AgentRecord agent, Resources given, Instant now) {
    claim.framework.refusals.removeIf(refusal -> !refusal.until().isAfter(now));
    Instant until = null;
    for (FrameworkRecord.Refusal refusal : claim.framework.refusals) {
      if (refusal.agentId().equals(agent.id())
          && refusal.role().equals(claim.role)
          && refusal.resources().contains(given)
          && (until == null || refusal.until().isAfter(until))) {
        until = refusal.until();
      }
    }
    return until;
  }

  private Offer offer(LeaderMemory memory, AgentRecord agent, Claim claim, Resources given) {
    String id = model.masters().leaderId() + "-O" + memory.nextOffer++;
    Offer offer =
        new Offer(
            id,
            claim.framework.id(),
            agent.id(),
            agent.spec().hostname(),
            given.list(),
            agent.spec().attributes(),
            agent.spec().region(),
            agent.spec().zone(),
            claim.role,
            model.maintenance().unavailability(agent.machine()));
    OfferRecord kept = new OfferRecord(offer, given);
    memory.offer(agent, claim.framework, kept);
    return offer;
  }
}
