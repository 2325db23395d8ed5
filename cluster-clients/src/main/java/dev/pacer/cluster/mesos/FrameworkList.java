package dev.pacer.cluster.mesos;

import java.util.List;

/** The frameworks that live, and those that ended since this leader's election (bounded). */
public record FrameworkList(List<Framework> present, List<Framework> completed) {
  public FrameworkList {
    present = List.copyOf(present);
    completed = List.copyOf(completed);
  }
}
