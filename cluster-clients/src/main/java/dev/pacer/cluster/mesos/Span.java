package dev.pacer.cluster.mesos;

/** A range of whole numbers, both ends included: ports, mostly. */
public record Span(long begin, long end) {
  public Span {
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "need 0 <= begin <= end, was begin=%d end=%d".formatted(begin, end));
    }
  }

  /** How many numbers it holds. */
  public long size() {
    return end - begin + 1;
  }
}
