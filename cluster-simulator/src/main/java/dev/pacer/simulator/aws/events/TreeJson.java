package dev.pacer.simulator.aws.events;

import dev.pacer.simulator.aws.account.Tree;
import java.util.Map;

/** Writes a tree of texts as JSON. */
public final class TreeJson {

  private TreeJson() {}

  public static String write(Tree tree) {
    StringBuilder text = new StringBuilder();
    write(tree, text);
    return text.toString();
  }

  private static void write(Tree tree, StringBuilder out) {
    if (tree instanceof Tree.Text text) {
      quote(text.value(), out);
    } else if (tree instanceof Tree.Fields fields) {
      out.append('{');
      String comma = "";
      for (Map.Entry<String, Tree> part : fields.parts().entrySet()) {
        out.append(comma);
        quote(part.getKey(), out);
        out.append(':');
        write(part.getValue(), out);
        comma = ",";
      }
      out.append('}');
    } else if (tree instanceof Tree.Items items) {
      out.append('[');
      String comma = "";
      for (Tree item : items.all()) {
        out.append(comma);
        write(item, out);
        comma = ",";
      }
      out.append(']');
    }
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
