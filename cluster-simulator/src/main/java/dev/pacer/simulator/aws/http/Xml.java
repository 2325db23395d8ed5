package dev.pacer.simulator.aws.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;

/** Writes XML without indentation, as AWS does. */
final class Xml {

  private final StringBuilder text = new StringBuilder(1024);
  private final Deque<String> open = new ArrayDeque<>();

  /** Writes the declaration that some services put first. */
  Xml declaration() {
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return this;
  }

  Xml open(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  Xml open(String name, String namespace) {
    text.append('<').append(name).append(" xmlns=\"");
    escape(namespace);
    text.append("\">");
    open.push(name);
    return this;
  }

  Xml close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element with text; an empty one when the text is empty. */
  Xml text(String name, String value) {
    if (value.isEmpty()) {
      text.append('<').append(name).append("/>");
      return this;
    }
    text.append('<').append(name).append('>');
    escape(value);
    text.append("</").append(name).append('>');
    return this;
  }

  Xml number(String name, long value) {
    return text(name, String.valueOf(value));
  }

  Xml flag(String name, boolean value) {
    return text(name, String.valueOf(value));
  }

  /** An element with parts. */
  Xml part(String name, Runnable parts) {
    open(name);
    int before = text.length();
    parts.run();
    if (text.length() == before) {
      text.setLength(before - name.length() - 2);
      open.pop();
      text.append('<').append(name).append("/>");
      return this;
    }
    return close();
  }

  /** A list: an element of that name around one for each item; an empty element for none. */
  <T> Xml list(String name, String itemName, Collection<T> items, Consumer<T> item) {
    return part(
        name,
        () -> {
          for (T each : items) {
            part(itemName, () -> item.accept(each));
          }
        });
  }

  /** A list of texts. */
  Xml texts(String name, String itemName, Collection<String> items) {
    return part(name, () -> items.forEach(each -> text(itemName, each)));
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#13;");
        default -> text.append(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
  }

  byte[] bytes() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("unclosed: " + open);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
