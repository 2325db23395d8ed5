package dev.pacer.registryauth.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads an archive back, strictly: the two members and nothing else. */
final class ArchiveReading {
  private final byte[] tar;
  private int at;

  private ArchiveReading(byte[] tar) {
    this.tar = tar;
  }

  static byte[] configIn(byte[] archive) throws IOException {
    if (archive.length == 0) {
      throw new IllegalArgumentException("it is empty");
    }
    int most = DockerArchive.LARGEST_CONFIG + 16 * DockerArchive.BLOCK;
    byte[] tar;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      tar = gzip.readNBytes(most + 1);
    }
    if (tar.length > most) {
      throw new IllegalArgumentException("it unpacks to more than %d bytes".formatted(most));
    }
    ArchiveReading reading = new ArchiveReading(tar);
    reading.member(DockerArchive.DIRECTORY, '5', 0700);
    byte[] config = reading.member(DockerArchive.CONFIG, '0', 0600);
    reading.requireEnd();
    if (config.length == 0) {
      throw new IllegalArgumentException("its config.json is empty");
    }
    return config;
  }

  private byte[] member(String name, char type, int mode) {
    if (at + DockerArchive.BLOCK > tar.length) {
      throw new IllegalArgumentException("it ends before " + name);
    }
    byte[] header = Arrays.copyOfRange(tar, at, at + DockerArchive.BLOCK);
    if (octal(header, 148, 8) != DockerArchive.checksum(header)) {
      throw new IllegalArgumentException("the checksum of a member is wrong");
    }
    if (!text(header, 0, 100).equals(name) || header[156] != type) {
      throw new IllegalArgumentException("it has another member in place of " + name);
    }
    if (octal(header, 100, 8) != mode || octal(header, 108, 8) != 0 || octal(header, 116, 8) != 0) {
      throw new IllegalArgumentException(name + " has another mode or owner");
    }
    long size = octal(header, 124, 12);
    at += DockerArchive.BLOCK;
    if (size > tar.length - at) {
      throw new IllegalArgumentException("it ends inside " + name);
    }
    byte[] content = Arrays.copyOfRange(tar, at, at + (int) size);
    at += (int) size + Math.floorMod(-(int) size, DockerArchive.BLOCK);
    return content;
  }

  private void requireEnd() {
    boolean zeros = true;
    for (int i = at; i < tar.length; i++) {
      zeros &= tar[i] == 0;
    }
    if (!zeros || tar.length - at < 2 * DockerArchive.BLOCK) {
      throw new IllegalArgumentException("something else follows its config.json");
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII);
  }

  private static long octal(byte[] header, int from, int length) {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IllegalArgumentException("a number of a member is none");
    }
    return Long.parseLong(digits, 8);
  }
}
