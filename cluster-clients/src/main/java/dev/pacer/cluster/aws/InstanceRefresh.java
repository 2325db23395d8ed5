package dev.pacer.cluster.aws;

import java.util.Set;

/** A rolling replacement of a group's instances by AWS; the status is AWS's own word. */
public record InstanceRefresh(String id, String status) {
  private static final Set<String> FINAL_STATUSES =
      Set.of("Successful", "Failed", "Cancelled", "RollbackFailed", "RollbackSuccessful");

  public InstanceRefresh {
    Texts.requireText("refresh id", id);
  }

  /** Whether it may still replace instances; a status unknown to us counts as yes. */
  public boolean underWay() {
    return !FINAL_STATUSES.contains(status);
  }
}
