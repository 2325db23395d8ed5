package dev.pacer.placement.engine;

/**
 * Finds the first room, in order, that has enough of everything: each node knows the most that any
 * room below it has of each resource, and which signatures there are below it.
 */
final class MaxTree {

  /** Resources a node knows the maximum of. */
  static final int DIMENSIONS = 5;

  private final int leaves;
  private final int size;
  private final long[] most;
  private final long[] masks;

  MaxTree(int size) {
    this.size = size;
    this.leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
    this.most = new long[2 * leaves * DIMENSIONS];
    this.masks = new long[2 * leaves];
    java.util.Arrays.fill(most, -1);
  }

  /** The bit that stands for a signature; several signatures may share one. */
  static long bit(int signature) {
    return 1L << (signature & 63);
  }

  /** Sets a leaf without looking at its parents; {@link #build} does that once for all. */
  void set(int room, int signature, long[] free) {
    System.arraycopy(free, 0, most, (leaves + room) * DIMENSIONS, DIMENSIONS);
    masks[leaves + room] = bit(signature);
  }

  void build() {
    for (int node = leaves - 1; node > 0; node--) {
      pull(node);
    }
  }

  void update(int room, long[] free) {
    System.arraycopy(free, 0, most, (leaves + room) * DIMENSIONS, DIMENSIONS);
    for (int node = (leaves + room) >> 1; node > 0; node >>= 1) {
      if (!pull(node)) {
        return;
      }
    }
  }

  private boolean pull(int node) {
    masks[node] = masks[2 * node] | masks[2 * node + 1];
    int left = 2 * node * DIMENSIONS;
    int right = left + DIMENSIONS;
    int here = node * DIMENSIONS;
    boolean changed = false;
    for (int d = 0; d < DIMENSIONS; d++) {
      long max = Math.max(most[left + d], most[right + d]);
      changed |= max != most[here + d];
      most[here + d] = max;
    }
    return changed;
  }

  /** The first room at or after {@code from} that has all of it; -1 when there is none. */
  int next(int from, long[] need, long allowed) {
    if (from >= size) {
      return -1;
    }
    int node = leaves + from;
    while (true) {
      if ((masks[node] & allowed) != 0 && covers(node * DIMENSIONS, need)) {
        if (node >= leaves) {
          return node - leaves;
        }
        node <<= 1;
      } else {
        while ((node & 1) == 1) {
          node >>= 1;
        }
        if (node == 0) {
          return -1;
        }
        node++;
      }
    }
  }

  private boolean covers(int at, long[] need) {
    return most[at] >= need[0]
        && most[at + 1] >= need[1]
        && most[at + 2] >= need[2]
        && most[at + 3] >= need[3]
        && most[at + 4] >= need[4];
  }
}
