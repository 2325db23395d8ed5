package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Optional;

/**
 * What an order brought: a stock-out is an answer with errors, and part of an order may succeed.
 */
public record LaunchOutcome(List<Batch> launched, List<Refusal> refused) {
  public LaunchOutcome {
    launched = List.copyOf(launched);
    refused = List.copyOf(refused);
  }

  /** All ids launched, of every type. */
  public List<InstanceId> instanceIds() {
    return launched.stream().flatMap(batch -> batch.ids().stream()).toList();
  }

  /** Instances of one type that were launched. */
  public record Batch(
      InstanceType type, Zone zone, Optional<String> subnetId, boolean spot, List<InstanceId> ids) {
    public Batch {
      ids = List.copyOf(ids);
    }
  }

  /** Why a type could not be launched; the code is AWS's, such as InsufficientInstanceCapacity. */
  public record Refusal(
      Optional<InstanceType> type, Optional<Zone> zone, String code, String message) {

    public LaunchFailure failure() {
      return LaunchFailure.read(code + " " + message);
    }
  }
}
