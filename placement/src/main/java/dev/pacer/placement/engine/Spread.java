package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.Constraint.Operator;
import dev.pacer.placement.fit.ConstraintCheck;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.MatcherSettings.Family;
import java.util.Arrays;

/**
 * One constraint whose verdict depends on the known instances, as counters: how many of them have
 * each value (F7). Accepts only what every order of the known instances accepts.
 */
final class Spread {

  private final Operator operator;
  private final boolean older;
  private final int argument;
  private final FieldColumn column;
  private final IntCounts counts = new IntCounts();
  private int total;
  private int groups;

  /** How many groups have so many instances; only up to 1.10, where the least one matters. */
  private int[] groupsOfSize = new int[0];

  /** The sizes that known instances were started from, how many of each, and the surplus (1.11). */
  private int[] wanted = new int[0];

  private int[] wantedBy = new int[0];
  private long[] extra = new long[0];

  private Spread(Constraint constraint, Family family, FieldColumn column) {
    this.operator = constraint.operator();
    this.older = family == Family.UP_TO_1_10;
    this.column = column;
    this.argument =
        operator == Operator.GROUP_BY
            ? ConstraintCheck.groups(constraint.value())
            : operator == Operator.MAX_PER ? Math.max(1, number(constraint)) : 1;
  }

  /** What is no number is refused everywhere before it is counted (F11). */
  private static int number(Constraint constraint) {
    try {
      return Integer.parseInt(constraint.value() == null ? "" : constraint.value());
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  static boolean counts(Constraint constraint) {
    return switch (constraint.operator()) {
      case UNIQUE, MAX_PER, GROUP_BY -> true;
      case CLUSTER -> constraint.value() == null || constraint.value().isEmpty();
      case LIKE, UNLIKE, IS -> false;
    };
  }

  static Spread of(
      Constraint constraint, Family family, FieldColumn column, Iterable<KnownInstance> counted) {
    Spread spread = new Spread(constraint, family, column);
    for (KnownInstance instance : counted) {
      spread.add(column.of(instance), instance.specInstances());
    }
    return spread;
  }

  boolean isPerRoom() {
    return column.isPerRoom();
  }

  boolean accepts(int room) {
    return acceptsValue(column.ofRoom(room));
  }

  /** For a field that all rooms of a signature share. */
  boolean acceptsSignature(int signature) {
    return acceptsValue(column.ofSignature(signature));
  }

  private boolean acceptsValue(int value) {
    if (value == FieldColumn.MISSING) {
      return false;
    }
    int here = counts.of(value);
    return switch (operator) {
      case UNIQUE, MAX_PER -> here < argument;
      case CLUSTER -> here == total;
      default -> older ? acceptsOlder(here) : acceptsGroup(here);
    };
  }

  private boolean acceptsGroup(int here) {
    if (argument <= 0) {
      return false;
    }
    if (here == 0) {
      return groups < argument;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wantedBy[i] > 0) {
        int each = wanted[i] / argument;
        if (here > each || (here == each && wanted[i] % argument - extra[i] <= 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean acceptsOlder(int here) {
    if (here == 0) {
      return true;
    }
    int least = 1;
    while (groupsOfSize[least] == 0) {
      least++;
    }
    return groups >= argument && here == least;
  }

  void addRoom(int room, int specInstances) {
    add(column.ofRoom(room), specInstances);
  }

  void removeRoom(int room, int specInstances) {
    remove(column.ofRoom(room), specInstances);
  }

  void add(int value, int specInstances) {
    int size = operator == Operator.GROUP_BY ? wantedIndex(specInstances) : 0;
    int before = counts.add(value, 1);
    total++;
    groups += before == 0 ? 1 : 0;
    if (operator != Operator.GROUP_BY) {
      return;
    }
    resize(before, before + 1);
    wantedBy[size]++;
    changeExtra(before + 1, 1);
  }

  void remove(int value, int specInstances) {
    int before = counts.add(value, -1);
    total--;
    groups -= before == 1 ? 1 : 0;
    if (operator != Operator.GROUP_BY) {
      return;
    }
    resize(before, before - 1);
    wantedBy[wantedIndex(specInstances)]--;
    changeExtra(before, -1);
  }

  private void resize(int before, int after) {
    if (!older) {
      return;
    }
    if (after >= groupsOfSize.length) {
      groupsOfSize = Arrays.copyOf(groupsOfSize, Math.max(8, after * 2));
    }
    if (before > 0) {
      groupsOfSize[before]--;
    }
    if (after > 0) {
      groupsOfSize[after]++;
    }
  }

  /** A group grew to, or shrank from, a size: its surplus over each wanted share changes by one. */
  private void changeExtra(int size, int change) {
    for (int i = 0; i < wanted.length; i++) {
      if (argument > 0 && size > wanted[i] / argument) {
        extra[i] += change;
      }
    }
  }

  private int wantedIndex(int specInstances) {
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == specInstances) {
        return i;
      }
    }
    int index = wanted.length;
    wanted = Arrays.copyOf(wanted, index + 1);
    wantedBy = Arrays.copyOf(wantedBy, index + 1);
    extra = Arrays.copyOf(extra, index + 1);
    wanted[index] = specInstances;
    // What the groups have already counts against the new size too.
    extra[index] = argument > 0 ? surplus(specInstances / argument) : 0;
    return index;
  }

  private long surplus(int each) {
    return counts.surplusOver(each);
  }
}
