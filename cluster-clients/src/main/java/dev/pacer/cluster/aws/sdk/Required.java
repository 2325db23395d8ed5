package dev.pacer.cluster.aws.sdk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads parts of replies that may be missing though AWS promises them. */
final class Required {
  private Required() {}

  /**
   * The value, which must be there.
   *
   * @throws IllegalArgumentException when it is missing
   */
  static <T> T require(String what, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("the reply lacks " + what);
    }
    return value;
  }

  static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
