package dev.pacer.simulator.aws.ec2;

import java.util.BitSet;
import java.util.Optional;

/** A subnet and who has which of its addresses; the lowest free one goes first, so they recur. */
public final class Subnet {

  private static final int RESERVED_AT_START = 4;
  private static final int RESERVED_IN_ALL = 5;

  private final String id;
  private final String zone;
  private final String cidr;
  private final long base;
  private final int size;
  private final BitSet taken = new BitSet();

  Subnet(NetworkSettings.SubnetSettings settings) {
    this.id = settings.id();
    this.zone = settings.zone();
    this.cidr = settings.cidr();
    String[] parts = cidr.split("[./]", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("not a CIDR block such as 10.0.0.0/16: " + cidr);
    }
    long address = 0;
    for (int i = 0; i < 4; i++) {
      address = (address << 8) | Integer.parseInt(parts[i]);
    }
    this.base = address;
    this.size = 1 << (32 - Integer.parseInt(parts[4]));
  }

  public String id() {
    return id;
  }

  public String zone() {
    return zone;
  }

  public String cidr() {
    return cidr;
  }

  /** How many addresses are free. */
  public int available() {
    return size - RESERVED_IN_ALL - taken.cardinality();
  }

  /** Takes the lowest free address; empty when there is none. */
  Optional<String> take() {
    int index = taken.nextClearBit(RESERVED_AT_START);
    if (index >= size - 1) {
      return Optional.empty();
    }
    taken.set(index);
    return Optional.of(text(base + index));
  }

  void free(String address) {
    String[] parts = address.split("\\.", -1);
    long value = 0;
    for (String part : parts) {
      value = (value << 8) | Integer.parseInt(part);
    }
    taken.clear((int) (value - base));
  }

  static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(
            (address >> 24) & 255, (address >> 16) & 255, (address >> 8) & 255, address & 255);
  }
}
