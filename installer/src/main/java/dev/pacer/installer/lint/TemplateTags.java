package dev.pacer.installer.lint;

import java.util.ArrayList;
import java.util.List;

/** The tags of a mustache template with their lines and the sections around them. */
final class TemplateTags {

  /** What a tag does. */
  enum Kind {
    VARIABLE,
    SECTION,
    INVERTED,
    PARTIAL
  }

  /**
   * A tag that reads something.
   *
   * @param name as written, without sigil and the spaces around it
   * @param raw all between the delimiters
   * @param line from 1
   * @param around the names of the sections that are open, outermost first
   */
  record Tag(Kind kind, String name, String raw, int line, List<String> around) {}

  private TemplateTags() {}

  /** Reads all tags; what is left open at the end is left out, as the engine will say so. */
  static List<Tag> of(String template) {
    List<Tag> tags = new ArrayList<>();
    List<String> around = new ArrayList<>();
    String open = "{{";
    String close = "}}";
    int at = 0;
    int line = 1;
    while (true) {
      int start = template.indexOf(open, at);
      if (start < 0) {
        return tags;
      }
      line += lines(template, at, start);
      boolean triple = open.equals("{{") && template.startsWith("{", start + 2);
      String until = triple ? "}}}" : close;
      int from = start + open.length() + (triple ? 1 : 0);
      int end = template.indexOf(until, from);
      if (end < 0) {
        return tags;
      }
      String raw = template.substring(from, end);
      char sigil = triple || raw.isEmpty() ? ' ' : raw.charAt(0);
      String name = ("#^/&>!=".indexOf(sigil) >= 0 ? raw.substring(1) : raw).strip();
      switch (sigil) {
        case '#', '^' -> {
          Kind kind = sigil == '#' ? Kind.SECTION : Kind.INVERTED;
          tags.add(new Tag(kind, name, raw, line, List.copyOf(around)));
          around.add(name);
        }
        case '/' -> {
          if (!around.isEmpty()) {
            around.remove(around.size() - 1);
          }
        }
        case '>' -> tags.add(new Tag(Kind.PARTIAL, name, raw, line, List.copyOf(around)));
        case '=' -> {
          String[] both = raw.replace("=", " ").strip().split("\\s+", -1);
          if (both.length == 2) {
            open = both[0];
            close = both[1];
          }
        }
        case '!' -> {}
        default -> tags.add(new Tag(Kind.VARIABLE, name, raw, line, List.copyOf(around)));
      }
      at = end + until.length();
      line += lines(template, start, at);
    }
  }

  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}
