package dev.pacer.cluster.zookeeper;

/**
 * One time in office: a deposed leader's term stays what it was, so that its writes can be refused.
 *
 * @param epoch grows by one with every leader; the first is 1
 * @param fence the version of the epoch record that this leader wrote; every write checks it
 */
public record Term(long epoch, int fence) {
  public Term {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be at least 1, was " + epoch);
    }
    if (fence < 0) {
      throw new IllegalArgumentException("fence must not be negative, was " + fence);
    }
  }
}
