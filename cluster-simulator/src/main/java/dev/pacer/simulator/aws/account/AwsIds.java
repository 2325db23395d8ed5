package dev.pacer.simulator.aws.account;

import dev.pacer.simulator.kernel.Simulation;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Seeded ids of the forms that AWS uses. */
public final class AwsIds {

  private static final String HEX = "0123456789abcdef";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final RandomGenerator chance;

  public AwsIds(Simulation simulation, String stream) {
    this.chance = simulation.chance(stream);
  }

  /** Such as {@code i-0a1b2c3d4e5f60718}: a prefix, 0, and 16 hexadecimal digits. */
  public String resource(String prefix) {
    return prefix + "-0" + text(HEX, 16);
  }

  public UUID uuid() {
    long high = (chance.nextLong() & ~0xF000L) | 0x4000L;
    long low = (chance.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** Random letters and digits. */
  public String alphanumeric(int length) {
    return text(ALPHANUMERIC, length);
  }

  /** Random capitals and digits, as access keys have them. */
  public String capitals(int length) {
    return text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    chance.nextBytes(bytes);
    return bytes;
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(chance.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
