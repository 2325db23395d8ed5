package dev.pacer.simulator.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults in force: the first rule that applies to a call decides what goes wrong with it. */
public final class FaultRules {

  /**
   * A fault by rule, such as "the third Terminate: drop the connection after acting".
   *
   * @param name tells rules apart; shown in the event log
   * @param applies which calls it is about
   * @param from first moment at which it is in force
   * @param until first moment at which it is no longer in force
   * @param skip how many matching calls pass unharmed first
   * @param times how many matching calls it then hits
   * @param probability chance that a call which it could hit is hit, 0 to 1
   */
  public record Rule(
      String name,
      Predicate<Call> applies,
      Instant from,
      Instant until,
      int skip,
      int times,
      double probability,
      Fault fault) {
    public Rule {
      if (skip < 0 || times < 1 || !(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "need skip >= 0, times >= 1, 0 <= probability <= 1, was skip=%d times=%d probability=%s"
                .formatted(skip, times, probability));
      }
    }

    /** A rule that hits every call it applies to, at any time. */
    public static Rule always(String name, Predicate<Call> applies, Fault fault) {
      return new Rule(name, applies, Instant.MIN, Instant.MAX, 0, Integer.MAX_VALUE, 1, fault);
    }

    /** A rule that lets {@code skip} calls pass and hits the next one, once. */
    public static Rule once(String name, Predicate<Call> applies, int skip, Fault fault) {
      return new Rule(name, applies, Instant.MIN, Instant.MAX, skip, 1, 1, fault);
    }
  }

  private static final class Counted {
    private final Rule rule;
    private int seen;
    private int hit;

    private Counted(Rule rule) {
      this.rule = rule;
    }
  }

  private final Simulation simulation;
  private final List<Counted> rules = new ArrayList<>();

  public FaultRules(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Puts a rule in force, after those already there. */
  public void add(Rule rule) {
    rules.add(new Counted(rule));
  }

  /** Takes the rules of this name out of force. */
  public void remove(String name) {
    rules.removeIf(counted -> counted.rule.name().equals(name));
  }

  /**
   * How far back a read may be answered by a rule that is still to hit; services keep so much of
   * their past.
   */
  public Duration longestStaleness() {
    Instant now = simulation.instant();
    Duration longest = Duration.ZERO;
    for (Counted counted : rules) {
      if (counted.rule.fault() instanceof Fault.Stale stale
          && counted.hit < counted.rule.times()
          && counted.rule.until().isAfter(now)
          && stale.by().compareTo(longest) > 0) {
        longest = stale.by();
      }
    }
    return longest;
  }

  /**
   * What goes wrong with this call, if anything; counts the call. Each face asks exactly once per
   * call.
   */
  public Optional<Fault> next(Call call) {
    Instant now = simulation.instant();
    for (Counted counted : rules) {
      Rule rule = counted.rule;
      if (now.isBefore(rule.from()) || !now.isBefore(rule.until()) || !rule.applies().test(call)) {
        continue;
      }
      counted.seen++;
      if (counted.seen <= rule.skip() || counted.hit >= rule.times()) {
        continue;
      }
      if (rule.probability() < 1
          && simulation.chance("fault:" + rule.name()).nextDouble() >= rule.probability()) {
        continue;
      }
      counted.hit++;
      simulation.record(
          "fault",
          "%s hit %s %s %s: %s"
              .formatted(
                  rule.name(), call.service(), call.operation(), call.subject(), rule.fault()));
      return Optional.of(rule.fault());
    }
    return Optional.empty();
  }
}
