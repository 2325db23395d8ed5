package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Scheduled;
import dev.pacer.simulator.offer.AgentSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A registered agent in the leader's memory. */
final class AgentRecord {

  private record User(String frameworkId, String role) {}

  private final String id;
  private final SimulatedAgent process;
  private final Instant registered;
  private final Map<User, Resources> used = new LinkedHashMap<>();
  private final Map<String, OfferRecord> offers = new LinkedHashMap<>();

  /** Tasks whose kill waits for the agent's return. */
  final Set<TaskKey> waitingKills = new LinkedHashSet<>();

  @Nullable Instant reregistered;
  boolean connected = true;
  boolean deactivated;
  @Nullable DrainInfo drain;
  @Nullable Scheduled unreachableSoon;
  private Resources total;
  private Resources free;
  private @Nullable AgentView view;

  AgentRecord(String id, SimulatedAgent process, Instant registered) {
    this.id = id;
    this.process = process;
    this.registered = registered;
    this.total = process.total();
    this.free = total;
  }

  String id() {
    return id;
  }

  SimulatedAgent process() {
    return process;
  }

  AgentSpec spec() {
    return process.spec();
  }

  Instant registered() {
    return registered;
  }

  MachineId machine() {
    return new MachineId(spec().hostname().toLowerCase(Locale.ROOT), spec().ip());
  }

  boolean active() {
    return connected && !deactivated;
  }

  Resources total() {
    return total;
  }

  /** Neither used nor on offer. */
  Resources free() {
    return free;
  }

  /** Another total of the same amount: reservations and volumes change only what is free. */
  void convert(Resources from, Resources to) {
    total = total.minus(from).plus(to);
    free = free.minus(from).plus(to);
    process.setTotal(total);
    changed();
  }

  void use(String frameworkId, String role, Resources resources) {
    free = free.minus(resources);
    used.merge(new User(frameworkId, role), resources, Resources::plus);
    changed();
  }

  void release(String frameworkId, String role, Resources resources) {
    User user = new User(frameworkId, role);
    Resources left = used.getOrDefault(user, Resources.NONE).minus(resources);
    if (left.isEmpty()) {
      used.remove(user);
    } else {
      used.put(user, left);
    }
    free = free.plus(resources);
    changed();
  }

  void offer(OfferRecord offer) {
    free = free.minus(offer.resources());
    offers.put(offer.id(), offer);
    changed();
  }

  void unoffer(OfferRecord offer) {
    if (offers.remove(offer.id()) != null) {
      free = free.plus(offer.resources());
      changed();
    }
  }

  List<OfferRecord> offers() {
    return List.copyOf(offers.values());
  }

  List<Allocation> used() {
    List<Allocation> list = new ArrayList<>(used.size());
    used.forEach(
        (user, resources) -> list.add(new Allocation(user.frameworkId, user.role, resources)));
    return list;
  }

  void changed() {
    view = null;
  }

  AgentView view() {
    AgentView present = view;
    if (present == null) {
      present =
          new AgentView(
              id,
              spec(),
              registered,
              reregistered,
              active(),
              deactivated,
              drain,
              total,
              used(),
              offers.values().stream()
                  .map(
                      offer ->
                          new Allocation(
                              offer.offer().frameworkId(),
                              offer.offer().allocationRole(),
                              offer.resources()))
                  .toList());
      view = present;
    }
    return present;
  }
}
