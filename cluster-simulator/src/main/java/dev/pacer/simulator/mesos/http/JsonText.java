package dev.pacer.simulator.mesos.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON the way the masters do, error texts included: {@code syntax error at line 1 near: …}.
 * Objects are maps, numbers {@link BigDecimal}, null is {@link #NULL}.
 */
final class JsonText {

  /** JSON's null. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  /** What was sent is not JSON; the message is Mesos' own. */
  static final class SyntaxException extends Exception {
    SyntaxException(String message) {
      super(message);
    }
  }

  private static final int DEEPEST = 200;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  static Object read(String text) throws SyntaxException {
    JsonText reader = new JsonText(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw new SyntaxException(
          "Parsed JSON included non-whitespace trailing characters: " + text.substring(reader.at));
    }
    return value;
  }

  private SyntaxException error() {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end).replaceAll("\\p{Cntrl}", "");
    return new SyntaxException("syntax error at line %d near: %s".formatted(line, rest));
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean took(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void require(char wanted) throws SyntaxException {
    if (!took(wanted)) {
      throw error();
    }
  }

  /** What follows a word's first letter; the letter itself is taken already when it fails. */
  private void rest(String expected) throws SyntaxException {
    for (int i = 0; i < expected.length(); i++) {
      if (at >= text.length() || text.charAt(at) != expected.charAt(i)) {
        throw error();
      }
      at++;
    }
  }

  private Object value() throws SyntaxException {
    skipSpace();
    if (at >= text.length() || ++depth > DEEPEST) {
      throw error();
    }
    char first = text.charAt(at++);
    Object value;
    switch (first) {
      case 'n' -> {
        rest("ull");
        value = NULL;
      }
      case 't' -> {
        rest("rue");
        value = true;
      }
      case 'f' -> {
        rest("alse");
        value = false;
      }
      case '"' -> value = string();
      case '[' -> value = array();
      case '{' -> value = object();
      default -> {
        at--;
        value = number();
      }
    }
    depth--;
    return value;
  }

  private Map<String, Object> object() throws SyntaxException {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (took('}')) {
      return fields;
    }
    do {
      require('"');
      String name = string();
      require(':');
      fields.put(name, value());
    } while (took(','));
    require('}');
    return fields;
  }

  private List<Object> array() throws SyntaxException {
    List<Object> items = new ArrayList<>();
    if (took(']')) {
      return items;
    }
    do {
      items.add(value());
    } while (took(','));
    require(']');
    return items;
  }

  private BigDecimal number() throws SyntaxException {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw error();
    }
  }

  private String string() throws SyntaxException {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        at--;
        throw error();
      }
      if (c != '\\') {
        value.append(c);
      } else if (at < text.length()) {
        value.append(escaped(text.charAt(at++)));
      }
    }
    throw error();
  }

  private char escaped(char c) throws SyntaxException {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\\', '/' -> c;
      case 'u' -> unicode();
      default -> throw error();
    };
  }

  private char unicode() throws SyntaxException {
    if (at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    throw error();
  }
}
