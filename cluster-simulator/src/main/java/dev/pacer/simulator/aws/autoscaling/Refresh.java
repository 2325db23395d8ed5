package dev.pacer.simulator.aws.autoscaling;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rolling replacement of all members of a group. */
public final class Refresh {

  /** How far it is, as AWS spells it. */
  public enum Status {
    PENDING("Pending"),
    IN_PROGRESS("InProgress"),
    SUCCESSFUL("Successful"),
    CANCELLED("Cancelled");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    boolean last() {
      return this == SUCCESSFUL || this == CANCELLED;
    }
  }

  private final String id;
  private final Instant startedAt;
  private final int minHealthyPercent;
  private final Set<String> old;
  private final int toReplace;
  private Status status = Status.PENDING;
  private Optional<Instant> endedAt = Optional.empty();

  Refresh(String id, Instant startedAt, int minHealthyPercent, List<String> old) {
    this.id = id;
    this.startedAt = startedAt;
    this.minHealthyPercent = minHealthyPercent;
    this.old = new HashSet<>(old);
    this.toReplace = old.size();
  }

  public String id() {
    return id;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Status status() {
    return status;
  }

  /** Empty while it is under way. */
  public Optional<Instant> endedAt() {
    return endedAt;
  }

  /** Members that are still to be replaced. */
  public int left() {
    return old.size();
  }

  public int percentComplete() {
    return toReplace == 0 ? 100 : 100 * (toReplace - old.size()) / toReplace;
  }

  int minHealthyPercent() {
    return minHealthyPercent;
  }

  boolean replaces(Member member) {
    return old.contains(member.id());
  }

  void keepOnly(Set<String> present) {
    old.retainAll(present);
  }

  void become(Status next, Instant now) {
    status = next;
    endedAt = next.last() ? Optional.of(now) : Optional.empty();
  }
}
