package dev.pacer.frame.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes as people write them: {@code 4096}, {@code 512MiB}, {@code 10GB}. */
public final class ByteSizeText {
  static final String PATTERN = "^[0-9]+(B|KiB|MiB|GiB|TiB|KB|MB|GB|TB)?$";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})([KMGT]i?B|B)?");
  private static final Map<String, Long> BINARY = new LinkedHashMap<>();

  static {
    BINARY.put("TiB", 1L << 40);
    BINARY.put("GiB", 1L << 30);
    BINARY.put("MiB", 1L << 20);
    BINARY.put("KiB", 1L << 10);
  }

  private ByteSizeText() {}

  /**
   * Reads a number of bytes.
   *
   * @throws IllegalArgumentException with what it must look like
   */
  public static long read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a size like 512MiB, 10GB or 4096, was " + Paths.shown(text));
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor(matcher.group(2)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too large a size: " + Paths.shown(text), e);
    }
  }

  private static long factor(@Nullable String unit) {
    if (unit == null) {
      return 1;
    }
    return switch (unit) {
      case "B" -> 1L;
      case "KB" -> 1_000L;
      case "MB" -> 1_000_000L;
      case "GB" -> 1_000_000_000L;
      case "TB" -> 1_000_000_000_000L;
      default -> BINARY.getOrDefault(unit, 1L);
    };
  }

  /** Writes it in the largest binary unit that divides it. */
  public static String write(long bytes) {
    for (Map.Entry<String, Long> unit : BINARY.entrySet()) {
      if (bytes >= unit.getValue() && bytes % unit.getValue() == 0) {
        return bytes / unit.getValue() + unit.getKey();
      }
    }
    return bytes + "B";
  }
}
