package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Timeline;
import dev.pacer.simulator.aws.ec2.Instance;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A machine as a member of its group, until it has left. */
public final class Member {

  /** What it was launched as, which never changes. */
  public record LaunchedAs(String type, String zone, TemplateRef template, OptionalInt weight) {}

  /** What it is at one moment. */
  public record View(
      String id,
      LaunchedAs launched,
      LifecycleState state,
      boolean healthy,
      boolean protectedFromScaleIn) {

    View withState(LifecycleState next) {
      return new View(id, launched, next, healthy, protectedFromScaleIn);
    }

    View withHealthy(boolean next) {
      return new View(id, launched, state, next, protectedFromScaleIn);
    }

    View withProtection(boolean next) {
      return new View(id, launched, state, healthy, next);
    }

    public String type() {
      return launched.type();
    }

    public String zone() {
      return launched.zone();
    }

    /** The template and the very version it came from. */
    public TemplateRef template() {
      return launched.template();
    }

    /** Absent in groups without weights. */
    public OptionalInt weight() {
      return launched.weight();
    }

    /** Capacity units. */
    public int units() {
      return launched.weight().orElse(1);
    }
  }

  private final Instance instance;
  private final Timeline<View> views;
  private Optional<Instant> inServiceSince = Optional.empty();
  private String ailment = Causes.EC2_HEALTH_CHECK;
  private @Nullable Activity arriving;
  private boolean beyond;
  private boolean risky;
  private boolean replaced;

  Member(Instance instance, View first, Instant now) {
    this.instance = instance;
    this.views = new Timeline<>(now, first);
  }

  public String id() {
    return views.current().id();
  }

  public Instance instance() {
    return instance;
  }

  public View now() {
    return views.current();
  }

  /** What it was at that moment; empty when it was not a member yet. */
  public Optional<View> at(Instant moment) {
    return views.at(moment);
  }

  LifecycleState state() {
    return now().state();
  }

  Optional<Instant> inServiceSince() {
    return inServiceSince;
  }

  /** Why it is unhealthy, in the words of an activity's cause. */
  String ailment() {
    return ailment;
  }

  void ails(Instant now, String why) {
    ailment = why;
    views.set(now, now().withHealthy(false));
  }

  void recovers(Instant now) {
    views.set(now, now().withHealthy(true));
  }

  void protect(Instant now, boolean fromScaleIn) {
    views.set(now, now().withProtection(fromScaleIn));
  }

  /** The activity that brings it into service, while that is under way. */
  Optional<Activity> arriving() {
    return Optional.ofNullable(arriving);
  }

  void arrivesBy(@Nullable Activity activity) {
    arriving = activity;
  }

  /** It was launched so that another can go. */
  void beyondDesired() {
    beyond = true;
  }

  boolean isBeyondDesired() {
    return beyond;
  }

  /** AWS recommends to leave its machine. */
  void risk() {
    risky = true;
  }

  boolean atRisk() {
    return risky;
  }

  /** Another was launched in its place. */
  void replace() {
    replaced = true;
  }

  boolean replaced() {
    return replaced;
  }

  void become(Instant now, LifecycleState next) {
    if (!state().next().contains(next)) {
      throw new IllegalStateException(
          "%s cannot go from %s to %s".formatted(id(), state().text(), next.text()));
    }
    views.set(now, now().withState(next));
    if (next == LifecycleState.IN_SERVICE) {
      inServiceSince = Optional.of(now);
    }
  }
}
