package dev.pacer.cluster.marathon;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The version of an app, pod, group or deployment: the time it was written, in milliseconds. It
 * does not only grow (a roll-back can put an app to a version older than itself), so it names a
 * definition and orders nothing.
 */
public record Version(Instant at) {

  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Reads {@code 2026-11-22T07:25:03.048Z}; finer parts are dropped, as Marathon compares so. */
  public static Version parse(String text) {
    try {
      return new Version(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a version is a time such as 2026-11-22T07:25:03.048Z, was a text of "
              + text.length()
              + " characters",
          e);
    }
  }

  /** A version of that time, cut to milliseconds. */
  public Version {
    at = Instant.ofEpochMilli(at.toEpochMilli());
  }

  /** As Marathon writes it, always with three decimals. */
  @Override
  public String toString() {
    return WIRE.format(at);
  }
}
