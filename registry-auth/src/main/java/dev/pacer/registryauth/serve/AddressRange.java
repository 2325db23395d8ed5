package dev.pacer.registryauth.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses with the same first bits, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param first its lowest address
 * @param bits how many bits are the same
 */
public record AddressRange(InetAddress first, int bits) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/[0-9]{1,3}");

  /** A range whose first address has no bits beyond the common ones. */
  public AddressRange {
    int length = first.getAddress().length * 8;
    if (bits < 0 || bits > length) {
      throw new IllegalArgumentException(
          "a range has 0 to %d bits, was %d".formatted(length, bits));
    }
    for (int bit = bits; bit < length; bit++) {
      if (bit(first.getAddress(), bit)) {
        throw new IllegalArgumentException(
            "%s/%d has bits beyond its length".formatted(first.getHostAddress(), bits));
      }
    }
  }

  /**
   * Reads {@code ADDRESS/BITS}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static AddressRange of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("must be ADDRESS/BITS, such as 10.0.0.0/8");
    }
    int slash = text.indexOf('/');
    try {
      // An address in digits: no name is looked up.
      return new AddressRange(
          InetAddress.getByName(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must be ADDRESS/BITS, such as 10.0.0.0/8", e);
    }
  }

  /** Whether an address is in it. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (bit(mine, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] address, int bit) {
    return (address[bit / 8] >> (7 - bit % 8) & 1) == 1;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
