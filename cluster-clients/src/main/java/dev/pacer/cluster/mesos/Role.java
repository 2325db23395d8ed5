package dev.pacer.cluster.mesos;

import java.util.List;
import java.util.Objects;

/**
 * A role with its quota and use.
 *
 * @param quota what it is promised and allowed, and what of that is taken
 * @param reserved on all agents, used or not
 */
public record Role(
    String name,
    double weight,
    Quota quota,
    Quantities allocated,
    Quantities offered,
    Quantities reserved,
    List<FrameworkId> frameworks) {
  /** A resource that {@code limit} does not name is not limited; reservations count as consumed. */
  public record Quota(Quantities guarantee, Quantities limit, Quantities consumed) {
    public static final Quota NONE = new Quota(Quantities.NONE, Quantities.NONE, Quantities.NONE);

    public Quota {
      Objects.requireNonNull(guarantee, "guarantee");
      Objects.requireNonNull(limit, "limit");
      Objects.requireNonNull(consumed, "consumed");
    }
  }

  public Role {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(quota, "quota");
    Objects.requireNonNull(allocated, "allocated");
    Objects.requireNonNull(offered, "offered");
    Objects.requireNonNull(reserved, "reserved");
    frameworks = List.copyOf(frameworks);
  }
}
