package dev.pacer.cluster.mesos;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A list of resource entries in the order of the wire; sums in thousandths. */
public record Resources(List<Resource> entries) {
  public static final Resources NONE = new Resources(List.of());

  public Resources {
    entries = List.copyOf(entries);
  }

  /** The entries that pass, in order. */
  public Resources where(Predicate<Resource> filter) {
    return new Resources(entries.stream().filter(filter).toList());
  }

  /** What is reserved for nobody. */
  public Resources unreserved() {
    return where(Resource::unreserved);
  }

  /** What is reserved for exactly this role, statically or dynamically. */
  public Resources reservedTo(String role) {
    return where(resource -> !resource.unreserved() && resource.role().equals(role));
  }

  /** The roles anything is reserved for. */
  public SortedSet<String> reservedRoles() {
    SortedSet<String> roles = new TreeSet<>();
    for (Resource resource : entries) {
      if (!resource.unreserved()) {
        roles.add(resource.role());
      }
    }
    return roles;
  }

  /** Whether a call reserved anything here: "no task" is then not "empty" (S2). */
  public boolean dynamicallyReserved() {
    return entries.stream().anyMatch(Resource::dynamicallyReserved);
  }

  /** The persistent volumes. */
  public Resources persistentVolumes() {
    return where(Resource::persistentVolume);
  }

  /** The sum of a scalar over all entries, in thousandths; 0 when there is none. */
  public long milli(String name) {
    long sum = 0;
    for (Resource resource : entries) {
      if (resource.name().equals(name) && resource.value() instanceof Value.Scalar scalar) {
        sum += scalar.milli();
      }
    }
    return sum;
  }

  /** All ranges of that name, in order. */
  public List<Span> spans(String name) {
    List<Span> spans = new ArrayList<>();
    for (Resource resource : entries) {
      if (resource.name().equals(name) && resource.value() instanceof Value.Ranges ranges) {
        spans.addAll(ranges.spans());
      }
    }
    return List.copyOf(spans);
  }

  /** Whether nothing is there: no entry, or zero scalars, empty ranges and empty sets only. */
  public boolean nothing() {
    return entries.stream().allMatch(Resources::zero);
  }

  private static boolean zero(Resource resource) {
    if (resource.value() instanceof Value.Scalar scalar) {
      return scalar.milli() == 0;
    }
    if (resource.value() instanceof Value.Ranges ranges) {
      return ranges.spans().isEmpty();
    }
    return resource.value() instanceof Value.Items items && items.items().isEmpty();
  }
}
