package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one stage of checks found, by path, as Marathon reports it. */
public final class Findings {

  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  public void add(String path, String error) {
    List<String> here = errors.computeIfAbsent(path, p -> new ArrayList<>());
    if (!here.contains(error)) {
      here.add(error);
    }
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** The list {@code details} of an answer. */
  public List<Doc> details() {
    List<Doc> details = new ArrayList<>();
    errors.forEach(
        (path, found) -> details.add(Doc.of("path", path, "errors", List.copyOf(found))));
    return details;
  }

  /** Refuses with 422 when anything was found. */
  void refuseAs(String message) {
    if (!errors.isEmpty()) {
      throw new Refusal(422, Doc.of("message", message, "details", details()));
    }
  }

  /** Refuses as a body whose types are wrong. */
  public void refuseAsInvalidJson() {
    refuseAs("Invalid JSON");
  }

  /** Refuses as a body whose meaning is wrong. */
  public void refuseAsInvalidObject() {
    refuseAs("Object is not valid");
  }
}
