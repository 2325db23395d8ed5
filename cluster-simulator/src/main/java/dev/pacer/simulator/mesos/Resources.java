package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Resource.Range;
import dev.pacer.simulator.offer.Resource.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of resources: at most one entry per name, role, reservation and disk. Never changes;
 * keeps the order in which entries came.
 */
public final class Resources {

  public static final Resources NONE = new Resources(Map.of());

  private record Key(
      String name,
      String role,
      Resource.@Nullable Reservation reservation,
      Resource.@Nullable Disk disk) {
    static Key of(Resource resource) {
      return new Key(resource.name(), resource.role(), resource.reservation(), resource.disk());
    }
  }

  private final Map<Key, Value> entries;

  private Resources(Map<Key, Value> entries) {
    this.entries = entries;
  }

  public static Resources of(Collection<Resource> resources) {
    if (resources.isEmpty()) {
      return NONE;
    }
    Map<Key, Value> sum = new LinkedHashMap<>();
    for (Resource resource : resources) {
      add(sum, Key.of(resource), normal(resource.value()));
    }
    return new Resources(sum);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public List<Resource> list() {
    List<Resource> list = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) ->
            list.add(new Resource(key.name, value, key.role, key.reservation, key.disk)));
    return list;
  }

  public Resources plus(Resources other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    Map<Key, Value> sum = new LinkedHashMap<>(entries);
    other.entries.forEach((key, value) -> add(sum, key, value));
    return new Resources(sum);
  }

  /** What is left without {@code other}, all of which must be in here. */
  public Resources minus(Resources other) {
    if (!contains(other)) {
      throw new IllegalArgumentException("cannot take %s from %s".formatted(other, this));
    }
    if (other.isEmpty()) {
      return this;
    }
    Map<Key, Value> rest = new LinkedHashMap<>(entries);
    other.entries.forEach(
        (key, value) -> {
          Value left = subtract(rest.get(key), value);
          if (left == null) {
            rest.remove(key);
          } else {
            rest.put(key, left);
          }
        });
    return new Resources(rest);
  }

  public boolean contains(Resources other) {
    return other.entries.entrySet().stream()
        .allMatch(entry -> holds(entries.get(entry.getKey()), entry.getValue()));
  }

  public Resources only(Predicate<Resource> wanted) {
    Map<Key, Value> some = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          if (wanted.test(new Resource(key.name, value, key.role, key.reservation, key.disk))) {
            some.put(key, value);
          }
        });
    return new Resources(some);
  }

  /** Reserved for nobody. */
  public Resources unreserved() {
    return only(resource -> resource.role().equals("*"));
  }

  /** Statically or dynamically reserved for exactly this role. */
  public Resources reservedFor(String role) {
    return only(resource -> resource.role().equals(role));
  }

  /** The roles that something is reserved for, in order of appearance. */
  public Set<String> reservedRoles() {
    Set<String> roles = new LinkedHashSet<>();
    entries.keySet().stream().map(Key::role).filter(role -> !role.equals("*")).forEach(roles::add);
    return roles;
  }

  /** The names in here, in order of appearance. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    entries.keySet().forEach(key -> names.add(key.name));
    return names;
  }

  /** All of a scalar, whatever its role or disk; 0 when there is none. */
  public BigDecimal scalar(String name) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Key, Value> entry : entries.entrySet()) {
      if (entry.getKey().name.equals(name) && entry.getValue() instanceof Value.Scalar scalar) {
        sum = sum.add(scalar.amount());
      }
    }
    return sum;
  }

  /** A value of this name over all roles and disks, null when there is none. */
  public @Nullable Value total(String name) {
    Value sum = null;
    for (Map.Entry<Key, Value> entry : entries.entrySet()) {
      if (entry.getKey().name.equals(name)) {
        sum = sum == null ? entry.getValue() : union(sum, entry.getValue());
      }
    }
    return sum;
  }

  private static void add(Map<Key, Value> sum, Key key, Value value) {
    if (!isZero(value)) {
      sum.merge(key, value, Resources::union);
    }
  }

  private static boolean isZero(Value value) {
    if (value instanceof Value.Scalar scalar) {
      return scalar.amount().signum() == 0;
    }
    if (value instanceof Value.Ranges ranges) {
      return ranges.ranges().isEmpty();
    }
    return ((Value.Items) value).items().isEmpty();
  }

  private static Value normal(Value value) {
    if (value instanceof Value.Scalar scalar) {
      return new Value.Scalar(scalar.amount().setScale(3, RoundingMode.HALF_UP));
    }
    if (value instanceof Value.Ranges ranges) {
      return RangeSets.union(ranges, new Value.Ranges(List.of()));
    }
    return value;
  }

  private static Value union(Value left, Value right) {
    if (left instanceof Value.Scalar a && right instanceof Value.Scalar b) {
      return new Value.Scalar(a.amount().add(b.amount()));
    }
    if (left instanceof Value.Ranges a && right instanceof Value.Ranges b) {
      return RangeSets.union(a, b);
    }
    if (left instanceof Value.Items a && right instanceof Value.Items b) {
      Set<String> items = new TreeSet<>(a.items());
      items.addAll(b.items());
      return new Value.Items(items);
    }
    throw new IllegalArgumentException("cannot add %s to %s".formatted(right, left));
  }

  private static boolean holds(@Nullable Value have, Value want) {
    if (have instanceof Value.Scalar a && want instanceof Value.Scalar b) {
      return a.amount().compareTo(b.amount()) >= 0;
    }
    if (have instanceof Value.Ranges a && want instanceof Value.Ranges b) {
      return RangeSets.contains(a, b);
    }
    return have instanceof Value.Items a
        && want instanceof Value.Items b
        && a.items().containsAll(b.items());
  }

  private static @Nullable Value subtract(@Nullable Value from, Value what) {
    Value left;
    if (from instanceof Value.Scalar a && what instanceof Value.Scalar b) {
      left = new Value.Scalar(a.amount().subtract(b.amount()));
    } else if (from instanceof Value.Ranges a && what instanceof Value.Ranges b) {
      left = RangeSets.minus(a, b);
    } else if (from instanceof Value.Items a && what instanceof Value.Items b) {
      Set<String> items = new TreeSet<>(a.items());
      items.removeAll(b.items());
      left = new Value.Items(items);
    } else {
      throw new IllegalArgumentException("cannot take %s from %s".formatted(what, from));
    }
    return isZero(left) ? null : left;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resources that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** As Mesos' logs and error texts write resources, such as {@code cpus(*):4; mem(*):4096}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    entries.forEach(
        (key, value) ->
            parts.add(
                key.name
                    + (key.role.equals("*") ? "" : "(reservations: [(%s)])".formatted(key.role))
                    + ":"
                    + text(value)));
    return parts.isEmpty() ? "{}" : String.join("; ", parts);
  }

  private static String text(Value value) {
    if (value instanceof Value.Scalar scalar) {
      return scalar.amount().stripTrailingZeros().toPlainString();
    }
    if (value instanceof Value.Ranges ranges) {
      return RangeSets.text(ranges.ranges());
    }
    return "{" + String.join(", ", new TreeSet<>(((Value.Items) value).items())) + "}";
  }

  /** The ranges of this name over all roles; empty when there are none. */
  public List<Range> ranges(String name) {
    return total(name) instanceof Value.Ranges ranges ? ranges.ranges() : List.of();
  }
}
