package dev.pacer.simulator.aws.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings kept as they were sent, where the simulator needs to give back more than it obeys. */
public sealed interface Tree {

  /** One value. */
  record Text(String value) implements Tree {}

  /** Named parts, in the order in which they were sent. */
  record Fields(Map<String, Tree> parts) implements Tree {
    public Fields {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    public static Fields none() {
      return new Fields(Map.of());
    }

    /** The text under that name; empty when there is none or it has parts. */
    public Optional<String> text(String name) {
      return parts.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The list under that name; empty when there is none. */
    public List<Tree> items(String name) {
      return parts.get(name) instanceof Items items ? items.all() : List.of();
    }

    /** The part under that name; one without parts when there is none. */
    public Fields fields(String name) {
      return parts.get(name) instanceof Fields fields ? fields : none();
    }

    /** These parts, each replaced by the other's of the same name where it has one. */
    public Fields overlaidWith(Fields other) {
      Map<String, Tree> merged = new LinkedHashMap<>(parts);
      merged.putAll(other.parts);
      return new Fields(merged);
    }
  }

  /** A list. */
  record Items(List<Tree> all) implements Tree {
    public Items {
      all = List.copyOf(all);
    }
  }
}
