package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Resource.Range;
import dev.pacer.simulator.offer.Resource.Value.Ranges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arithmetic of sets of numbers kept as sorted ranges that do not touch. */
public final class RangeSets {

  private RangeSets() {}

  static Ranges union(Ranges left, Ranges right) {
    List<Range> sorted =
        Stream.concat(left.ranges().stream(), right.ranges().stream())
            .sorted(Comparator.comparingLong(Range::begin))
            .toList();
    List<Range> merged = new ArrayList<>(sorted.size());
    for (Range next : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && next.begin() <= last.end() + 1) {
        merged.set(merged.size() - 1, new Range(last.begin(), Math.max(last.end(), next.end())));
      } else {
        merged.add(next);
      }
    }
    return new Ranges(merged);
  }

  static boolean contains(Ranges have, Ranges want) {
    return want.ranges().stream()
        .allMatch(
            wanted ->
                have.ranges().stream()
                    .anyMatch(
                        range -> range.begin() <= wanted.begin() && wanted.end() <= range.end()));
  }

  static Ranges minus(Ranges from, Ranges what) {
    List<Range> left = new ArrayList<>(from.ranges());
    for (Range taken : what.ranges()) {
      List<Range> next = new ArrayList<>(left.size() + 1);
      for (Range range : left) {
        if (taken.end() < range.begin() || range.end() < taken.begin()) {
          next.add(range);
          continue;
        }
        if (range.begin() < taken.begin()) {
          next.add(new Range(range.begin(), taken.begin() - 1));
        }
        if (taken.end() < range.end()) {
          next.add(new Range(taken.end() + 1, range.end()));
        }
      }
      left = next;
    }
    return new Ranges(left);
  }

  /** As Mesos writes them: {@code [31000-31500, 31800-32000]}. */
  public static String text(List<Range> ranges) {
    return ranges.stream()
        .map(range -> range.begin() + "-" + range.end())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
