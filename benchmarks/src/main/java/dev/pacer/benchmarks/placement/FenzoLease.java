package dev.pacer.benchmarks.placement;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/**
 * An agent, as Fenzo wants it.
 *
 * @param free which part of it is free, from 0 to 1
 */
record FenzoLease(String hostname, double free) implements VirtualMachineLease {

  /** The attribute that names an agent's pool. */
  static final String POOL = "pool";

  static final String POOL_NAME = "agents";

  private static final Map<String, Protos.Attribute> ATTRIBUTES = attributes();

  private static Map<String, Protos.Attribute> attributes() {
    // Not Map.of(): Fenzo asks it for null.
    Map<String, Protos.Attribute> attributes = new HashMap<>();
    attributes.put(
        POOL,
        Protos.Attribute.newBuilder()
            .setName(POOL)
            .setType(Protos.Value.Type.TEXT)
            .setText(Protos.Value.Text.newBuilder().setValue(POOL_NAME))
            .build());
    return attributes;
  }

  @Override
  public String getId() {
    return hostname;
  }

  @Override
  public long getOfferedTime() {
    return 0;
  }

  @Override
  public String getVMID() {
    return hostname;
  }

  @Override
  public double cpuCores() {
    return free * Shape.AGENT_CPUS;
  }

  @Override
  public double memoryMB() {
    return free * Shape.AGENT_MEM;
  }

  @Override
  public double networkMbps() {
    return 0;
  }

  @Override
  public double diskMB() {
    return Shape.AGENT_DISK;
  }

  @Override
  public List<Range> portRanges() {
    return List.of(new Range(Shape.FIRST_PORT, Shape.LAST_PORT));
  }

  @Override
  @SuppressWarnings("NullAway") // Fenzo's own tests give none; it asks for it in no placement.
  public Protos.@Nullable Offer getOffer() {
    return null;
  }

  @Override
  public Map<String, Protos.Attribute> getAttributeMap() {
    return ATTRIBUTES;
  }

  @Override
  @SuppressWarnings("NullAway") // Null is Fenzo's word for "has none".
  public @Nullable Double getScalarValue(String name) {
    return null;
  }

  @Override
  public Map<String, Double> getScalarValues() {
    return Map.of();
  }
}
