package dev.pacer.installer.options;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an option is: the names from the outermost to its own.
 *
 * @param names each may hold dots itself
 */
public record OptionPath(List<String> names) {

  /** Copies the list. */
  public OptionPath {
    names = List.copyOf(names);
  }

  /** Of {@code /a/b~1c}. */
  public static OptionPath ofPointer(String pointer) {
    List<String> names = new ArrayList<>();
    if (!pointer.isEmpty()) {
      for (String name : pointer.substring(1).split("/", -1)) {
        names.add(name.replace("~1", "/").replace("~0", "~"));
      }
    }
    return new OptionPath(names);
  }

  /** Of {@code a.b}; a dot that belongs to a name is written {@code \.}. */
  public static OptionPath parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        name.append(text.charAt(++i));
      } else if (c == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return new OptionPath(names);
  }

  /** One name further in. */
  public OptionPath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new OptionPath(longer);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : ".").append(name.replace("\\", "\\\\").replace(".", "\\."));
    }
    return text.toString();
  }
}
