package dev.pacer.frame.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a commented example file. */
final class ExampleText {
  private static final int WIDTH = 80;

  private ExampleText() {}

  /** A line of the example: a comment, or a setting, which may be commented out. */
  private record Line(String indent, String text, boolean comment, boolean off) {
    String written() {
      return comment ? indent + "# " + text : (off ? "#" : "") + indent + text;
    }

    /** This setting as the first of a list's item. */
    Line asItem() {
      return new Line(indent.substring(2), "- " + text, comment, off);
    }
  }

  static String write(String name, String title, GroupShape<?> shape) {
    List<Line> lines = new ArrayList<>();
    lines.addAll(comment(name + ": " + title, ""));
    lines.addAll(comment("A '#' without a space hides a key with its default or an example.", ""));
    lines.addAll(group(shape, "", false));
    return lines.stream().map(line -> line.written() + "\n").collect(Collectors.joining());
  }

  private static List<Line> group(GroupShape<?> group, String indent, boolean hidden) {
    return fields(group.fields(), indent, hidden);
  }

  private static List<Line> fields(List<Field<?>> fields, String indent, boolean hidden) {
    List<Line> lines = new ArrayList<>();
    for (Field<?> field : fields) {
      boolean off = hidden || !isRequired(field);
      String unit = field.shape().unit().isEmpty() ? "" : " Unit: " + field.shape().unit() + ".";
      lines.addAll(comment(field.meaning() + unit, indent));
      if (field.shape().group().isPresent()) {
        lines.add(new Line(indent, field.key() + ":", false, off));
        lines.addAll(nested(field.shape(), field.shape().group().get(), indent, off));
      } else {
        lines.add(new Line(indent, field.key() + ": " + value(field), false, off));
      }
    }
    return lines;
  }

  private static List<Line> nested(
      Shape<?> shape, GroupShape<?> group, String indent, boolean off) {
    if (shape instanceof GroupShape<?>) {
      return group(group, indent + "  ", off);
    }
    List<Line> lines = new ArrayList<>();
    if (shape instanceof MapShape<?>) {
      lines.add(new Line(indent + "  ", "some-name:", false, off));
    }
    // A list's item begins with its first key, which therefore must not be a hidden one.
    List<Field<?>> fields = new ArrayList<>(group.fields());
    fields.sort(Comparator.comparing(field -> !isRequired(field)));
    lines.addAll(fields(fields, indent + "    ", off));
    if (shape instanceof ListShape<?>) {
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).comment() && (off || !lines.get(i).off())) {
          lines.set(i, lines.get(i).asItem());
          return lines;
        }
      }
    }
    return lines;
  }

  private static boolean isRequired(Field<?> field) {
    return field.absence() instanceof Field.Absence.Required<?>;
  }

  private static String value(Field<?> field) {
    if (field.absence() instanceof Field.Absence.Instead<?> instead && !instead.text().isEmpty()) {
      return instead.text();
    }
    return field.shape().example();
  }

  private static List<Line> comment(String text, String indent) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && indent.length() + 3 + line.length() + word.length() > WIDTH) {
        lines.add(new Line(indent, line.toString(), true, false));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(new Line(indent, line.toString(), true, false));
    return lines;
  }
}
