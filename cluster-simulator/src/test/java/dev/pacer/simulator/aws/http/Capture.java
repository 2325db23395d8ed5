package dev.pacer.simulator.aws.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded conversation.
 *
 * @param name such as {@code captured/ec2/CreateTags.txt}
 * @param awsInstead what AWS answers where the recorded reply is not its own
 */
record Capture(String name, Optional<String> awsInstead, Sent sent, Optional<WireReply> reply) {

  /** A request: its first line, its headers as sent, its body. */
  record Sent(String line, List<String> headers, String body) {
    Sent withBody(String next) {
      return new Sent(line, headers, next);
    }
  }

  /** A reply; header names in lower case. */
  record WireReply(int status, Map<String, String> headers, String body) {
    String mediaType() {
      return headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
    }
  }

  static Capture read(Path root, String name) {
    String text;
    try {
      text = Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Optional<String> instead = Optional.empty();
    if (text.startsWith("#### AWS INSTEAD: ")) {
      int end = text.indexOf('\n');
      instead = Optional.of(text.substring("#### AWS INSTEAD: ".length(), end));
      text = text.substring(end + 1);
    }
    String[] head = between(text, "#### REQUEST", "#### BODY").split("\n", -1);
    List<String> headers = new ArrayList<>();
    int length = 0;
    for (int i = 2; i < head.length; i++) {
      if (!head[i].isBlank()) {
        headers.add(head[i]);
        if (head[i].toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(head[i].substring(15).strip());
        }
      }
    }
    String raw = after(text, "#### BODY (raw)\n").replace("\\r\n", "\r\n");
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    String body = new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.UTF_8);
    return new Capture(
        name,
        instead,
        new Sent(head[1], List.copyOf(headers), body),
        Optional.of(parse(after(text, "#### RESPONSE\n"))));
  }

  /** Reads a reply as it is on the wire, past any {@code 100 Continue}. */
  static WireReply parse(String text) {
    String rest = text.replace("\r\n", "\n");
    while (rest.startsWith("HTTP/1.1 1")) {
      rest = after(rest, "\n\n");
    }
    int blank = rest.indexOf("\n\n");
    String[] lines = rest.substring(0, blank < 0 ? rest.length() : blank).split("\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    return new WireReply(
        Integer.parseInt(lines[0].split(" ", -1)[1]),
        headers,
        blank < 0 ? "" : rest.substring(blank + 2).strip());
  }

  private static String between(String text, String from, String to) {
    String rest = after(text, from);
    return rest.substring(0, rest.indexOf(to));
  }

  private static String after(String text, String mark) {
    int at = text.indexOf(mark);
    if (at < 0) {
      throw new IllegalArgumentException("no " + mark.strip() + " in " + text);
    }
    return text.substring(at + mark.length());
  }
}
