package dev.pacer.benchmarks.placement;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/** A whole agent, as Fenzo wants it. */
record FenzoLease(String hostname) implements VirtualMachineLease {

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
    return Shape.AGENT_CPUS;
  }

  @Override
  public double memoryMB() {
    return Shape.AGENT_MEM;
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
    // Not Map.of(): Fenzo asks it for null.
    return Collections.emptyMap();
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
