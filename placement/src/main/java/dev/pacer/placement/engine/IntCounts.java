package dev.pacer.placement.engine;

import java.util.Arrays;

/** How often each number occurs; only those that do are stored. */
final class IntCounts {

  private static final int FREE = Integer.MIN_VALUE;

  private int[] keys = new int[8];
  private int[] counts = new int[8];
  private int used;

  IntCounts() {
    Arrays.fill(keys, FREE);
  }

  int of(int key) {
    return counts[slot(key)];
  }

  /** Adds to a count; answers what it was. */
  int add(int key, int change) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (++used * 2 > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
    }
    int before = counts[slot];
    counts[slot] = before + change;
    return before;
  }

  /** By how much counts are above a number, added up. */
  long surplusOver(int each) {
    long surplus = 0;
    for (int count : counts) {
      surplus += Math.max(0, count - each);
    }
    return surplus;
  }

  private int slot(int key) {
    int slot = ((key * 0x9E3779B9) >>> 8) & (keys.length - 1);
    while (keys[slot] != key && keys[slot] != FREE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new int[oldKeys.length * 2];
    counts = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
