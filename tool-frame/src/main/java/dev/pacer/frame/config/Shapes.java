package dev.pacer.frame.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The shapes that values in configuration files can have. */
public final class Shapes {
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");

  private Shapes() {}

  /** Text, not blank. */
  public static ScalarShape<String> text() {
    return new ScalarShape<>(
        "text",
        "",
        schema("type", "string", "minLength", 1),
        "some text",
        (text, folder) -> {
          require(!text.isBlank(), "must not be blank");
          return text;
        });
  }

  /**
   * Text of a certain form.
   *
   * @param form what the form is, to follow "must be", e.g. "an app id like /shop/web"
   */
  public static ScalarShape<String> text(Pattern pattern, String form, String example) {
    return new ScalarShape<>(
        "text",
        "",
        schema("type", "string", "pattern", "^(" + pattern.pattern() + ")$"),
        example,
        (text, folder) -> {
          require(pattern.matcher(text).matches(), "must be %s, was %s", form, Paths.shown(text));
          return text;
        });
  }

  /**
   * Text that a check of the caller's accepts.
   *
   * @param typeName what it is, e.g. "regular expression"
   * @param check throws {@link IllegalArgumentException} with what the text must be
   */
  public static ScalarShape<String> checkedText(
      String typeName, String example, Consumer<String> check) {
    return new ScalarShape<>(
        typeName,
        "",
        schema("type", "string"),
        example,
        (text, folder) -> {
          check.accept(text);
          return text;
        });
  }

  /** One of an enum's constants, written in lower case with dashes. */
  public static <E extends Enum<E>> ScalarShape<E> choice(Class<E> type) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    List<String> words = List.copyOf(constants.keySet());
    return new ScalarShape<>(
        "one of " + String.join(", ", words),
        "",
        schema("enum", words),
        words.get(0),
        (text, folder) -> {
          E constant = constants.get(text);
          if (constant == null) {
            String hint =
                Likeness.closest(text, words).map(w -> "; did you mean '" + w + "'?").orElse("");
            throw new IllegalArgumentException(
                "must be one of %s, was %s%s"
                    .formatted(String.join(", ", words), Paths.shown(text), hint));
          }
          return constant;
        });
  }

  /** {@code true} or {@code false}. */
  public static ScalarShape<Boolean> trueOrFalse() {
    return new ScalarShape<>(
        "true or false",
        "",
        schema("type", "boolean"),
        "true",
        (text, folder) -> {
          require(
              text.equals("true") || text.equals("false"),
              "must be true or false, was %s",
              Paths.shown(text));
          return text.equals("true");
        });
  }

  /** A whole number within bounds, both included. */
  public static ScalarShape<Integer> integer(int min, int max) {
    return new ScalarShape<>(
        "whole number",
        "",
        schema("type", "integer", "minimum", min, "maximum", max),
        Integer.toString(min),
        (text, folder) -> {
          require(
              DIGITS.matcher(text).matches(), "must be a whole number, was %s", Paths.shown(text));
          long number = Long.parseLong(text);
          require(number >= min, "must be at least %d, was %d", min, number);
          require(number <= max, "must be at most %d, was %d", max, number);
          return (int) number;
        });
  }

  /** A number within bounds, both included. */
  public static ScalarShape<Double> number(double min, double max) {
    return new ScalarShape<>(
        "number",
        "",
        schema("type", "number", "minimum", min, "maximum", max),
        Double.toString(min),
        (text, folder) -> {
          require(DECIMAL.matcher(text).matches(), "must be a number, was %s", Paths.shown(text));
          double number = Double.parseDouble(text);
          require(number >= min, "must be at least %s, was %s", min, text);
          require(number <= max, "must be at most %s, was %s", max, text);
          return number;
        });
  }

  /** An amount of US dollars, not negative, with up to four decimals. */
  public static ScalarShape<BigDecimal> dollars() {
    return new ScalarShape<>(
        "amount",
        "USD",
        schema("type", "number", "minimum", 0),
        "12.50",
        (text, folder) -> {
          require(
              AMOUNT.matcher(text).matches(),
              "must be an amount like 12.50, was %s",
              Paths.shown(text));
          return new BigDecimal(text);
        });
  }

  /** A span of time like {@code 90s}, {@code 10m}, {@code 2h}, {@code 1d}, {@code 1h30m}. */
  public static ScalarShape<Duration> duration(Duration min, Duration max) {
    return new ScalarShape<>(
        "duration",
        "",
        schema("type", "string", "pattern", DurationText.PATTERN),
        DurationText.write(min),
        (text, folder) -> {
          Duration duration = DurationText.read(text);
          require(
              duration.compareTo(min) >= 0,
              "must be at least %s, was %s",
              DurationText.write(min),
              text);
          require(
              duration.compareTo(max) <= 0,
              "must be at most %s, was %s",
              DurationText.write(max),
              text);
          return duration;
        });
  }

  /** A number of bytes like {@code 512MiB} or {@code 4096}. */
  public static ScalarShape<Long> size(long minBytes, long maxBytes) {
    return new ScalarShape<>(
        "size",
        "",
        schema("type", List.of("string", "integer"), "pattern", ByteSizeText.PATTERN),
        ByteSizeText.write(minBytes),
        (text, folder) -> {
          long bytes = ByteSizeText.read(text);
          require(
              bytes >= minBytes, "must be at least %s, was %s", ByteSizeText.write(minBytes), text);
          require(
              bytes <= maxBytes, "must be at most %s, was %s", ByteSizeText.write(maxBytes), text);
          return bytes;
        });
  }

  /** A port to listen on or connect to; 0 stands for any free one. */
  public static ScalarShape<Integer> port() {
    ScalarShape<Integer> number = integer(0, 65535);
    return new ScalarShape<>(
        "port",
        "",
        number.schema(),
        "8080",
        (text, folder) -> {
          require(
              DIGITS.matcher(text).matches()
                  && text.length() < 6
                  && Integer.parseInt(text) >= 0
                  && Integer.parseInt(text) <= 65535,
              "must be a port from 0 to 65535, was %s",
              Paths.shown(text));
          return Integer.parseInt(text);
        });
  }

  /** An absolute URL with a host and one of these schemes, without user name and password. */
  public static ScalarShape<URI> url(String... schemes) {
    List<String> allowed = List.of(schemes);
    return new ScalarShape<>(
        "URL",
        "",
        schema("type", "string", "pattern", "^(" + String.join("|", allowed) + ")://.+$"),
        allowed.get(0) + "://marathon.example:8080",
        (text, folder) -> readUrl(text, allowed));
  }

  private static URI readUrl(String text, List<String> allowed) {
    String kinds = String.join(":// or ", allowed) + "://";
    try {
      URI uri = new URI(text);
      // Names that URI thinks no host (with an underscore, say) still are an authority.
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      require(
          allowed.contains(scheme.toLowerCase(Locale.ROOT)) && uri.getRawAuthority() != null,
          "must be a URL that begins with %s",
          kinds);
      require(
          !uri.getRawAuthority().contains("@"),
          "must not hold a user name or password; there are keys of their own for these");
      return uri;
    } catch (URISyntaxException e) {
      // The message would repeat the text, which may hold a password.
      throw new IllegalArgumentException("must be a URL that begins with " + kinds, e);
    }
  }

  /** A file or folder, relative to the configuration file's own folder; it need not exist. */
  public static ScalarShape<Path> path() {
    return new ScalarShape<>(
        "path",
        "",
        schema("type", "string", "minLength", 1),
        "/etc/pacer/file",
        (text, folder) -> SecretFiles.resolve(text, folder));
  }

  /** The name of a file that holds a secret, which is read at once; a last line end is dropped. */
  public static ScalarShape<Secret> secretFile() {
    return new ScalarShape<>(
        "file with a secret",
        "",
        schema("type", "string", "minLength", 1),
        "/etc/pacer/password",
        SecretFiles::read);
  }

  /** Several values of one shape. */
  public static <T> ListShape<T> listOf(Shape<T> item) {
    return new ListShape<>(item, 0, Integer.MAX_VALUE);
  }

  /** Values under names that the operator chooses. */
  public static <T> MapShape<T> mapOf(ScalarShape<String> name, Shape<T> value) {
    return new MapShape<>(name, value);
  }

  /**
   * A group of keys. The declaration names its keys and returns how to build the value from what
   * was read; an {@link IllegalArgumentException} of the build is a problem of the whole group.
   */
  public static <T> GroupShape<T> group(Function<Fields, Function<Values, T>> declaration) {
    return new GroupShape<>(declaration);
  }

  static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(
          arguments.length == 0 ? message : String.format(Locale.ROOT, message, arguments));
    }
  }

  private static Map<String, Object> schema(Object... namesAndValues) {
    Map<String, Object> schema = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      schema.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return schema;
  }
}
