package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.Timeline;
import java.time.Instant;
import java.util.Optional;

/** One entry of a group's history, which changes until it is finished. */
public final class Activity {

  /** How far it is, as AWS spells it. */
  public enum Code {
    PRE_IN_SERVICE("PreInService"),
    IN_PROGRESS("InProgress"),
    MID_LIFECYCLE_ACTION("MidLifecycleAction"),
    SUCCESSFUL("Successful"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /** Whether nothing more comes of it. */
    public boolean last() {
      return this == SUCCESSFUL || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * What it is at one moment.
   *
   * @param zone where it takes place, which AWS tells in the text of its details
   */
  public record View(
      String id,
      String group,
      String groupArn,
      String description,
      String cause,
      String zone,
      Optional<String> subnetId,
      Progress progress) {

    View withProgress(Progress next) {
      return new View(id, group, groupArn, description, cause, zone, subnetId, next);
    }

    /** AWS's JSON text about where. */
    public String details() {
      String subnet = subnetId.map(text -> "\"Subnet ID\":\"" + text + "\",").orElse("");
      return "{" + subnet + "\"Availability Zone\":\"" + zone + "\"}";
    }
  }

  /** How far it is; the message tells why it failed. */
  public record Progress(
      Code code, int percent, Instant start, Optional<Instant> end, Optional<String> message) {}

  private final Timeline<View> views;

  Activity(View first, Instant now) {
    this.views = new Timeline<>(now, first);
  }

  public View now() {
    return views.current();
  }

  /** What it was at that moment; empty when it did not exist. */
  public Optional<View> at(Instant moment) {
    return views.at(moment);
  }

  public boolean finished() {
    return now().progress().code().last();
  }

  void progress(Instant now, Code code, int percent) {
    progress(now, code, percent, now().progress().message());
  }

  void progress(Instant now, Code code, int percent, Optional<String> message) {
    Progress before = now().progress();
    views.set(
        now,
        now()
            .withProgress(
                new Progress(
                    code,
                    percent,
                    before.start(),
                    code.last() ? Optional.of(now) : Optional.empty(),
                    message)));
  }
}
