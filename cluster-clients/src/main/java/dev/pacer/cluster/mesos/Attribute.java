package dev.pacer.cluster.mesos;

import java.util.Objects;

/** What an operator said about an agent; of two with one name the first counts for Marathon. */
public record Attribute(String name, Value value) {
  public Attribute {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
