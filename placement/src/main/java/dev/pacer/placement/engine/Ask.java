package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Condition;
import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Goal;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Whereabouts;
import java.util.List;

/**
 * The instances of one run spec that look for room: what each needs in whole numbers, on which
 * signatures it may run at all, and the counters of its constraints.
 */
public final class Ask {

  private static final Spread[] NO_SPREADS = {};
  private static final Constraint[] NO_CONSTRAINTS = {};

  final RunSpec spec;
  final RoleView view;
  final long[] open;
  final boolean sparesGpus;

  /** Decided by its host's name alone, whatever is known. */
  Constraint[] byHost = NO_CONSTRAINTS;

  Spread[] spreads = NO_SPREADS;
  private final List<KnownInstance> known;
  private final long cpus;
  private final long mem;
  private final long disk;
  private final long gpus;
  private int planned;

  /**
   * @param open a bit per signature: what does not depend on the state of the rooms allows it
   * @param sparesGpus it leaves agents alone that offer GPUs (F5)
   */
  Ask(RunSpec spec, RoleView view, long[] open, boolean sparesGpus, List<KnownInstance> known) {
    this.spec = spec;
    this.view = view;
    this.open = open;
    this.sparesGpus = sparesGpus;
    this.known = known;
    Needs needs = spec.needs();
    cpus = needs.cpus().millis();
    mem = needs.mem().millis();
    disk = needs.disk().millis();
    gpus = needs.gpus().millis();
  }

  boolean isResident() {
    return spec.isResident();
  }

  PortWish ports() {
    return spec.needs().ports();
  }

  boolean isOpen(int signature) {
    return (open[signature >> 6] & MaxTree.bit(signature)) != 0;
  }

  /** Nothing but its need and its roles decides where it may go. */
  boolean isFree() {
    return spreads.length == 0
        && byHost.length == 0
        && !spec.isResident()
        && ports().fixed().isEmpty();
  }

  boolean needsTheSame(Ask other) {
    return cpus == other.cpus
        && mem == other.mem
        && disk == other.disk
        && gpus == other.gpus
        && ports().any() == other.ports().any();
  }

  /** What must be free, per dimension. */
  void need(long[] need) {
    need[RoleView.CPUS] = cpus;
    need[RoleView.MEM] = mem;
    need[RoleView.DISK] = disk;
    need[RoleView.GPUS] = gpus;
    need[RoleView.PORTS] = ports().count();
  }

  /** What is less free afterwards: Mesos keeps three decimals, the nearest. */
  void booked(long[] booked) {
    Needs needs = spec.needs();
    booked[RoleView.CPUS] = Amount.bookedMillis(needs.cpus().exact());
    booked[RoleView.MEM] = Amount.bookedMillis(needs.mem().exact());
    booked[RoleView.DISK] = Amount.bookedMillis(needs.disk().exact());
    booked[RoleView.GPUS] = Amount.bookedMillis(needs.gpus().exact());
  }

  boolean spreadsAccept(int room) {
    for (Spread spread : spreads) {
      if (!spread.accepts(room)) {
        return false;
      }
    }
    return true;
  }

  boolean hasSpreadsBySignature() {
    for (Spread spread : spreads) {
      if (!spread.isPerRoom()) {
        return true;
      }
    }
    return false;
  }

  boolean spreadsAcceptSignature(int signature) {
    for (Spread spread : spreads) {
      if (!spread.isPerRoom() && !spread.acceptsSignature(signature)) {
        return false;
      }
    }
    return true;
  }

  /** The instances that were known when it was made. */
  List<KnownInstance> known() {
    return known;
  }

  /** An instance placed by us, as Marathon would know it. */
  KnownInstance planned(Whereabouts where, int number) {
    return new KnownInstance(
        "planned-" + number,
        where,
        Condition.PROVISIONED,
        Goal.RUNNING,
        Math.max(1, spec.lastConfigChange()),
        spec.instances());
  }

  void placed(int room) {
    planned++;
    for (Spread spread : spreads) {
      spread.addRoom(room, spec.instances());
    }
  }

  void takenBack(int room) {
    planned--;
    for (Spread spread : spreads) {
      spread.removeRoom(room, spec.instances());
    }
  }

  int planned() {
    return planned;
  }
}
