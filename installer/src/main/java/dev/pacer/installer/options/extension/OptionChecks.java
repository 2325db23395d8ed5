package dev.pacer.installer.options.extension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema's {@code x-check}: conditions over several options, which JSON Schema cannot say. {@code
 * "x-check": [{"that": "nodes.mem >= nodes.heap-mb + 1024", "say": "why, and what to do"}]}.
 */
public final class OptionChecks {

  /**
   * A condition that does not hold.
   *
   * @param that the condition as written
   * @param say what the package says of it
   * @param paths the options it is about, in the order they are named
   */
  public record Broken(String that, String say, List<String> paths) {

    /** Copies the list. */
    public Broken {
      paths = List.copyOf(paths);
    }

    /** Where the first of them is, as a JSON pointer. */
    public String pointer() {
      return paths.isEmpty() ? "" : "/" + paths.get(0).replace('.', '/');
    }

    /** One line. */
    @Override
    public String toString() {
      return String.join(", ", paths) + ": " + say;
    }
  }

  private OptionChecks() {}

  /**
   * The conditions that options break, the defaults being among them.
   *
   * @throws IllegalArgumentException for a condition that cannot be read: the package is broken
   */
  public static List<Broken> broken(ObjectNode schema, ObjectNode merged) {
    List<Broken> broken = new ArrayList<>();
    for (JsonNode check : schema.path("x-check")) {
      String that = check.path("that").asText();
      Condition condition = Condition.parse(that);
      if (!condition.holds(merged)) {
        broken.add(new Broken(that, check.path("say").asText(that), condition.paths()));
      }
    }
    return broken;
  }
}
