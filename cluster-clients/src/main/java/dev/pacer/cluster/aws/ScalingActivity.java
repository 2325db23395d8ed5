package dev.pacer.cluster.aws;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One entry of a group's history, usually about one instance. */
public record ScalingActivity(
    String id,
    GroupName group,
    String description,
    String cause,
    ActivityProgress progress,
    ActivityPlace place) {
  private static final Pattern INSTANCE_ID = Pattern.compile("\\bi-[0-9a-f]{8,32}\\b");

  public ScalingActivity {
    Texts.requireText("activity id", id);
  }

  /** Every instance that the description or the cause names; a failed launch names none. */
  public Set<InstanceId> instanceIds() {
    Set<InstanceId> ids = new TreeSet<>();
    INSTANCE_ID
        .matcher(description + " " + cause)
        .results()
        .forEach(match -> ids.add(new InstanceId(match.group())));
    return ids;
  }

  public boolean launching() {
    return description.startsWith("Launching");
  }

  public boolean terminating() {
    return description.startsWith("Terminating");
  }

  /** Why a launch failed; empty for everything that is not a failed launch. */
  public Optional<LaunchFailure> launchFailure() {
    if (!launching() || !progress.failed()) {
      return Optional.empty();
    }
    return Optional.of(LaunchFailure.read(progress.message().orElse(description)));
  }
}
