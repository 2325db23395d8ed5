package dev.pacer.cluster.aws;

import java.time.Instant;
import java.util.Optional;

/** When a group was made, and AWS's status text; the text is absent unless it is being deleted. */
public record GroupLife(Instant createdAt, Optional<String> status) {

  /** Any status at all means that the group is on its way out. */
  public boolean beingDeleted() {
    return status.isPresent();
  }
}
