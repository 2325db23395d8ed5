package dev.pacer.cluster.marathon;

/**
 * A JSON document of an app, pod or group that is handed on as it is: whoever wrote it owns it. Its
 * {@code toString} shows only the size, as definitions may hold passwords in {@code env}.
 */
public record Definition(String json) {

  /** A document; whether it is JSON is found out by whoever reads it. */
  public Definition {
    if (json.isBlank()) {
      throw new IllegalArgumentException("a definition must not be empty");
    }
  }

  @Override
  public String toString() {
    return "definition of " + json.length() + " characters";
  }
}
