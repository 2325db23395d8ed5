package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One resource entry of an agent, task or framework.
 *
 * @param reservations the stack of reservations; empty: unreserved
 * @param allocatedTo the role that uses it or has it on offer
 * @param disk set when it is a volume or comes from another disk than the root one
 * @param revocable may be taken away at any time (oversubscription)
 * @param shared a volume that several tasks use at once
 */
public record Resource(
    String name,
    Value value,
    List<Reservation> reservations,
    @Nullable String allocatedTo,
    @Nullable Disk disk,
    boolean revocable,
    boolean shared) {
  /** The role of what is reserved for nobody. */
  public static final String ANY_ROLE = "*";

  public Resource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    reservations = List.copyOf(reservations);
  }

  /** An unreserved resource of the root disk or none. */
  public static Resource of(String name, Value value) {
    return new Resource(name, value, List.of(), null, null, false, false);
  }

  /** The role it is reserved for, {@code *} when for nobody. */
  public String role() {
    return reservations.isEmpty() ? ANY_ROLE : reservations.get(reservations.size() - 1).role();
  }

  /** Whether nobody has it reserved. */
  public boolean unreserved() {
    return reservations.isEmpty();
  }

  /**
   * Whether a call (not the agent's start flags) reserved it, so that somebody means to come back.
   */
  public boolean dynamicallyReserved() {
    return reservations.stream().anyMatch(r -> r.type() == Reservation.Type.DYNAMIC);
  }

  /** Whether it is a persistent volume. */
  public boolean persistentVolume() {
    return disk != null && disk.persistent();
  }
}
