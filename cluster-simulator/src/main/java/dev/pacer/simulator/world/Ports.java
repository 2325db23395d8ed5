package dev.pacer.simulator.world;

/**
 * Which ports a served world listens on; 0: a free one. Further masters, Marathons and registries
 * always take free ones.
 */
public record Ports(int marathon, int mesos, int aws, int registry, int zookeeper) {

  /** Free ports for all. */
  public static Ports free() {
    return new Ports(0, 0, 0, 0, 0);
  }
}
