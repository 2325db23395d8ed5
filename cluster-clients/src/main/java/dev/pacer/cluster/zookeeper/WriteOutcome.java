package dev.pacer.cluster.zookeeper;

import java.util.List;
import java.util.Objects;

/** What became of one transaction; all of its changes share the fate. */
public sealed interface WriteOutcome {

  /** Every change is in; {@code versions} has one entry per change, in order, -1 for a delete. */
  record Written(List<Integer> versions) implements WriteOutcome {
    public Written {
      versions = List.copyOf(versions);
    }
  }

  /** Nothing changed: a newer leader has taken office. Stop acting at once. */
  record Deposed(String reason) implements WriteOutcome {
    public Deposed {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Nothing changed: {@code key} was not as the change expected. Read it again and decide anew. */
  record Conflict(RecordKey key, String reason) implements WriteOutcome {
    public Conflict {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Nothing was sent, or ZooKeeper refused it as a whole; it may be sent again. */
  record NotWritten(String reason) implements WriteOutcome {
    public NotWritten {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The connection failed after sending: it is in or it is not. Look before sending it again. */
  record Unknown(String reason) implements WriteOutcome {
    public Unknown {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Whether every change is known to be in. */
  default boolean written() {
    return this instanceof Written;
  }
}
