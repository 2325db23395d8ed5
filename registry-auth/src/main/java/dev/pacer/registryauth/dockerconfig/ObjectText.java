package dev.pacer.registryauth.dockerconfig;

import dev.pacer.cluster.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A JSON object as it stands in a text, member by member with the blanks around each, so that a
 * change to one leaves every character of the others. The text must have been found valid before.
 */
final class ObjectText {

  /**
   * @param lead blanks before the name
   * @param rawName the name in its quotes, as written
   * @param colon the colon and the blanks around it
   * @param trail blanks after the value
   */
  record Member(String lead, String rawName, String colon, String value, String trail) {
    String name() {
      return Json.parse(rawName).textValue();
    }

    boolean is(String name) {
      return name().equals(name);
    }

    Member withValue(String next) {
      return new Member(lead, rawName, colon, next, trail);
    }
  }

  static final ObjectText EMPTY = new ObjectText(List.of(), "");

  private final List<Member> members;
  private final String emptyInside;

  private ObjectText(List<Member> members, String emptyInside) {
    this.members = members;
    this.emptyInside = emptyInside;
  }

  /** Reads the object that the text is, from its first brace to its last. */
  static ObjectText of(String text) {
    return new Scan(text).object();
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  Optional<Member> find(String name) {
    return members.stream().filter(member -> member.is(name)).findFirst();
  }

  /** Without the members chosen. */
  ObjectText without(Predicate<Member> chosen) {
    List<Member> kept = new ArrayList<>(members);
    if (!kept.removeIf(chosen)) {
      return this;
    }
    if (!kept.isEmpty()) {
      // The last one's blanks are the ones before the brace.
      setTrail(kept, members.get(members.size() - 1).trail());
    }
    return new ObjectText(kept, "");
  }

  /** With the value of a member, in its place if it is there, else as the last one. */
  ObjectText with(String name, String value) {
    List<Member> next = new ArrayList<>(members);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).is(name)) {
        next.set(i, next.get(i).withValue(value));
        return new ObjectText(next, "");
      }
    }
    String quoted = '"' + name + '"';
    if (next.isEmpty()) {
      next.add(new Member("", quoted, ":", value, ""));
    } else {
      Member last = next.get(next.size() - 1);
      Member first = next.get(0);
      setTrail(next, "");
      next.add(new Member(first.lead(), quoted, last.colon(), value, last.trail()));
    }
    return new ObjectText(next, "");
  }

  private static void setTrail(List<Member> members, String trail) {
    Member last = members.get(members.size() - 1);
    members.set(
        members.size() - 1,
        new Member(last.lead(), last.rawName(), last.colon(), last.value(), trail));
  }

  /** The object's text. */
  String text() {
    if (members.isEmpty()) {
      return "{" + emptyInside + "}";
    }
    StringBuilder text = new StringBuilder("{");
    for (Member member : members) {
      if (text.length() > 1) {
        text.append(',');
      }
      text.append(member.lead()).append(member.rawName()).append(member.colon());
      text.append(member.value()).append(member.trail());
    }
    return text.append('}').toString();
  }

  /** Walks over a valid object. */
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    ObjectText object() {
      at = 1;
      List<Member> members = new ArrayList<>();
      String lead = blanks();
      if (text.charAt(at) == '}') {
        return new ObjectText(members, lead);
      }
      while (true) {
        String name = value();
        String colon = blanks() + text.charAt(at++) + blanks();
        String value = value();
        members.add(new Member(lead, name, colon, value, blanks()));
        if (text.charAt(at++) == '}') {
          return new ObjectText(members, "");
        }
        lead = blanks();
      }
    }

    private String blanks() {
      int from = at;
      while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return text.substring(from, at);
    }

    private String value() {
      int from = at;
      int depth = 0;
      do {
        char c = text.charAt(at);
        if (c == '"') {
          skipString();
        } else if (c == '{' || c == '[') {
          depth++;
          at++;
        } else if (c == '}' || c == ']') {
          depth--;
          at++;
        } else if (depth == 0) {
          skipWord();
        } else {
          at++;
        }
      } while (depth > 0);
      return text.substring(from, at);
    }

    private void skipString() {
      at++;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    private void skipWord() {
      while (",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }
  }
}
