package dev.pacer.simulator.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent has to give to one framework right now.
 *
 * @param allocationRole the framework's role that the offer is made to
 * @param unavailability the agent's maintenance window, null for none
 */
public record Offer(
    String id,
    String frameworkId,
    String agentId,
    String hostname,
    List<Resource> resources,
    List<Attribute> attributes,
    @Nullable String region,
    @Nullable String zone,
    String allocationRole,
    @Nullable Unavailability unavailability) {
  public Offer {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }

  /** {@code duration} null: without end. */
  public record Unavailability(Instant start, @Nullable Duration duration) {}
}
