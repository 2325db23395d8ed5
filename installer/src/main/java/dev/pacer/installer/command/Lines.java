package dev.pacer.installer.command;

import dev.pacer.frame.output.TerminalText;
import java.util.ArrayList;
import java.util.List;

/** Text for terminals, in lines that fit. */
final class Lines {
  private static final int TITLE = 14;

  private Lines() {}

  /** {@code Title: value}, the value in as many lines as it needs. */
  static String fact(String title, String value, int columns) {
    String margin = " ".repeat(TITLE);
    String body = wrapped(value, margin, columns);
    String head = title + ":";
    return head + " ".repeat(Math.max(1, TITLE - head.length())) + body.substring(TITLE);
  }

  /** The text in lines of at most so many columns, each behind the margin; ends with a line end. */
  static String wrapped(String text, String margin, int columns) {
    int room = Math.max(20, columns - margin.length());
    StringBuilder all = new StringBuilder();
    for (String line : text.strip().lines().toList()) {
      for (String part : split(TerminalText.safe(line.replace("\t", "  ")), room)) {
        all.append(part.isBlank() ? "" : margin + part).append('\n');
      }
    }
    return all.isEmpty() ? margin + "\n" : all.toString();
  }

  private static List<String> split(String line, int room) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String word : line.stripTrailing().split(" ", -1)) {
      boolean full =
          !part.isEmpty()
              && TerminalText.width(part.toString()) + 1 + TerminalText.width(word) > room;
      if (full) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (!part.isEmpty()) {
        part.append(' ');
      }
      part.append(word);
    }
    parts.add(part.toString());
    return parts;
  }
}
