package dev.pacer.frame.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in the order they were given; names compare without case and may repeat. */
public record Headers(List<Field> fields) {

  /** One header line. */
  public record Field(String name, String value) {
    public Field {
      if (name.isEmpty() || !name.chars().allMatch(Field::isTokenCharacter)) {
        throw new IllegalArgumentException("not a header name: " + printable(name));
      }
      if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
        throw new IllegalArgumentException(
            "header %s holds a line break or NUL: %s".formatted(name, printable(value)));
      }
    }

    private static boolean isTokenCharacter(int c) {
      return (c >= '0' && c <= '9')
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static String printable(String text) {
      return text.replaceAll("\\p{Cntrl}", "?");
    }
  }

  private static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /** No headers. */
  public static Headers none() {
    return NONE;
  }

  /** One header; add more with {@link #plus}. */
  public static Headers of(String name, String value) {
    return NONE.plus(name, value);
  }

  /** These headers and one more line at the end, also where the name is there already. */
  public Headers plus(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /** These headers with every line of that name replaced by this one. */
  public Headers with(String name, String value) {
    return without(name).plus(name, value);
  }

  /** These headers less every line of that name. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }

  /** The value of the first line of that name. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The values of all lines of that name, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** Whether a line of that name is there. */
  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** Whether one of the comma-separated words of that name's lines is this one, without case. */
  public boolean hasToken(String name, String token) {
    for (String line : all(name)) {
      for (String word : line.split(",", -1)) {
        if (word.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The names only: values may be secrets. */
  @Override
  public String toString() {
    return "Headers" + fields.stream().map(Field::name).toList();
  }
}
