package dev.pacer.cluster.aws.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Splits what is asked for into calls of the size AWS takes. */
final class Chunks {
  private Chunks() {}

  /** Each thing once, sorted, in lists of at most so many; nothing makes no list. */
  static <T extends Comparable<? super T>> List<List<T>> of(Collection<T> things, int atMost) {
    List<T> sorted = things.stream().distinct().sorted().toList();
    List<List<T>> chunks = new ArrayList<>();
    for (int start = 0; start < sorted.size(); start += atMost) {
      chunks.add(sorted.subList(start, Math.min(sorted.size(), start + atMost)));
    }
    return chunks;
  }

  static <T> List<String> texts(Collection<T> things, Function<T, String> text) {
    return things.stream().map(text).toList();
  }

  /** Names a few things in an error: the first, and how many more. */
  static <T> String describe(String what, List<T> things) {
    return things.size() == 1
        ? what + " " + things.get(0)
        : "%s %s and %d more".formatted(what, things.get(0), things.size() - 1);
  }
}
