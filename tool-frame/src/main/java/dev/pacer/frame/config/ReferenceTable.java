package dev.pacer.frame.config;

/** Writes the Markdown table of a file's keys. */
final class ReferenceTable {
  private ReferenceTable() {}

  static String write(GroupShape<?> shape) {
    StringBuilder table = new StringBuilder();
    table.append("| Key | Type | Unit | Default | Meaning |\n");
    table.append("|---|---|---|---|---|\n");
    rows(shape, "", table);
    return table.toString();
  }

  private static void rows(GroupShape<?> group, String prefix, StringBuilder table) {
    for (Field<?> field : group.fields()) {
      String path = prefix + field.key();
      table
          .append("| `")
          .append(path)
          .append("` | ")
          .append(cell(field.shape().typeName()))
          .append(" | ")
          .append(cell(field.shape().unit()))
          .append(" | ")
          .append(defaultOf(field))
          .append(" | ")
          .append(cell(field.meaning()))
          .append(" |\n");
      field
          .shape()
          .group()
          .ifPresent(inner -> rows(inner, path + field.shape().pathSuffix() + ".", table));
    }
  }

  private static String defaultOf(Field<?> field) {
    if (field.absence() instanceof Field.Absence.Required<?>) {
      return "(required)";
    }
    if (field.absence() instanceof Field.Absence.Instead<?> instead && !instead.text().isEmpty()) {
      return "`" + cell(instead.text()) + "`";
    }
    return "";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
