package dev.pacer.registryauth.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Packs a config.json as the archive that Mesos' fetcher unpacks: {@code .docker/} (0700), then
 * {@code .docker/config.json} (0600), both of user and group 0, in ustar and gzip.
 *
 * <p>The same content gives the same bytes on every machine: times are fixed, gzip names no file,
 * and nothing is compressed, as compressors differ between machines.
 */
public final class DockerArchive {
  static final String DIRECTORY = ".docker/";
  static final String CONFIG = ".docker/config.json";
  static final int BLOCK = 512;

  /** Far above any true one: a thousand registries with tokens of 2.5 kB. */
  static final int LARGEST_CONFIG = 8 << 20;

  /** 2000-01-01T00:00:00Z in seconds; some tar programs warn of 1970. */
  private static final long TIME = 946_684_800L;

  private static final int LONGEST_STORED = 65_535;

  private DockerArchive() {}

  /**
   * The archive with that config.json.
   *
   * @throws IllegalArgumentException when there is nothing to pack, as an empty archive unpacks
   *     without error to a task that pulls as nobody; or when it is absurdly long
   */
  public static byte[] of(byte[] configJson) {
    if (configJson.length == 0 || configJson.length > LARGEST_CONFIG) {
      throw new IllegalArgumentException(
          "a config.json to pack has 1 to %d bytes, was %d"
              .formatted(LARGEST_CONFIG, configJson.length));
    }
    ByteArrayOutputStream tar = new ByteArrayOutputStream(configJson.length + 5 * BLOCK);
    tar.writeBytes(header(DIRECTORY, 0700, 0, '5'));
    tar.writeBytes(header(CONFIG, 0600, configJson.length, '0'));
    tar.writeBytes(configJson);
    tar.writeBytes(new byte[Math.floorMod(-configJson.length, BLOCK)]);
    tar.writeBytes(new byte[2 * BLOCK]);
    return gzip(tar.toByteArray());
  }

  /**
   * The config.json inside an archive.
   *
   * @throws IllegalArgumentException saying what is wrong with it; never quoting it
   */
  public static byte[] configIn(byte[] archive) {
    try {
      return ArchiveReading.configIn(archive);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no whole gzip archive", e);
    }
  }

  private static byte[] header(String name, int mode, long size, char type) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, octal(7, mode));
    put(header, 108, octal(7, 0));
    put(header, 116, octal(7, 0));
    put(header, 124, octal(11, size));
    put(header, 136, octal(11, TIME));
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 329, octal(7, 0));
    put(header, 337, octal(7, 0));
    put(header, 148, octal(6, checksum(header)) + "\0 ");
    return header;
  }

  /** The sum of a header's bytes with its checksum field read as spaces. */
  static int checksum(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private static String octal(int digits, long value) {
    String text = Long.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  /** RFC 1952 around stored blocks of RFC 1951. */
  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 128);
    // Deflate, no flags, no time, no hints, unknown system.
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    for (int from = 0; from < content.length; from += LONGEST_STORED) {
      int length = Math.min(LONGEST_STORED, content.length - from);
      out.write(from + length == content.length ? 1 : 0);
      littleEndian(out, length, 2);
      littleEndian(out, ~length, 2);
      out.write(content, from, length);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    littleEndian(out, crc.getValue(), 4);
    littleEndian(out, content.length, 4);
    return out.toByteArray();
  }

  private static void littleEndian(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> (8 * i)) & 0xff);
    }
  }
}
