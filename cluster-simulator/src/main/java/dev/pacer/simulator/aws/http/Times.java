package dev.pacer.simulator.aws.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The forms in which the protocols write moments. */
final class Times {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 2026-11-22T07:27:49.418Z}. */
  static String millis(Instant moment) {
    return MILLIS.format(moment);
  }

  /** {@code 2026-11-22T07:27:49.000Z}: EC2 knows no smaller part than a second. */
  static String wholeMillis(Instant moment) {
    return millis(moment.truncatedTo(ChronoUnit.SECONDS));
  }

  /** {@code 2026-11-22T07:27:49Z}. */
  static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code Sun, 22 Nov 2026 07:28:06 GMT}. */
  static String http(Instant moment) {
    return HTTP.format(moment);
  }

  /** Seconds since 1970 with milliseconds. */
  static BigDecimal epoch(Instant moment) {
    return BigDecimal.valueOf(moment.toEpochMilli(), 3);
  }
}
