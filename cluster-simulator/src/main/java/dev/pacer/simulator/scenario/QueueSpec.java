package dev.pacer.simulator.scenario;

import dev.pacer.simulator.aws.events.NoticeKind;
import java.util.List;

/** An SQS queue that is there from the start, and which of AWS's notices it gets. */
public record QueueSpec(String name, List<NoticeKind> receives) {
  public QueueSpec {
    receives = List.copyOf(receives);
  }
}
