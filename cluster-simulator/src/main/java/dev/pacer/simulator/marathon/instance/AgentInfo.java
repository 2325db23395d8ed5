package dev.pacer.simulator.marathon.instance;

import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent of an instance, as its offer told. */
public record AgentInfo(
    String host,
    String agentId,
    @Nullable String region,
    @Nullable String zone,
    List<Attribute> attributes) {
  public AgentInfo {
    attributes = List.copyOf(attributes);
  }

  public static AgentInfo of(Offer offer) {
    return new AgentInfo(
        offer.hostname(), offer.agentId(), offer.region(), offer.zone(), offer.attributes());
  }
}
