package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.Timeline;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One machine: what never changes about it, and what does, with its history. */
public final class Instance {

  /** The tag by which Auto Scaling marks its members. */
  public static final String GROUP_TAG = "aws:autoscaling:groupName";

  /**
   * How it was launched.
   *
   * @param reservationId shared by machines of one request
   * @param launchIndex its place in that request
   */
  public record Origin(
      InstanceTypeSpec type,
      Subnet subnet,
      TemplateVersion template,
      boolean spot,
      String reservationId,
      int launchIndex,
      Instant launchedAt) {}

  /** Its addresses; a terminated machine has none. */
  public record Addresses(
      String privateIp, String privateDnsName, String publicIp, String publicDnsName) {}

  /**
   * What it is at one moment.
   *
   * @param reason why it ended, as EC2 words it; empty while it runs
   */
  public record View(
      String id,
      Origin origin,
      InstanceState state,
      Optional<Addresses> addresses,
      Map<String, String> tags,
      String reason) {
    public View {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The name of the group whose member it is, by its tag. */
    public Optional<String> group() {
      return Optional.ofNullable(tags.get(GROUP_TAG));
    }

    View withState(InstanceState next, Optional<Addresses> nextAddresses, String why) {
      return new View(id, origin, next, nextAddresses, tags, why);
    }

    View withTags(Map<String, String> next) {
      return new View(id, origin, state, addresses, next, reason);
    }
  }

  private final Timeline<View> views;
  private Optional<Instant> interruptedAt = Optional.empty();

  Instance(View first, Instant now) {
    this.views = new Timeline<>(now, first);
  }

  public String id() {
    return now().id();
  }

  public View now() {
    return views.current();
  }

  /** What it was at that moment; empty when it did not exist. */
  public Optional<View> at(Instant moment) {
    return views.at(moment);
  }

  /** When a spot machine that was given notice will be taken back; empty without a notice. */
  public Optional<Instant> interruptedAt() {
    return interruptedAt;
  }

  void interruptAt(Instant moment) {
    interruptedAt = Optional.of(moment);
  }

  void set(Instant now, View view) {
    views.set(now, view);
  }
}
