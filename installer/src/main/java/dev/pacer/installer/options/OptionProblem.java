package dev.pacer.installer.options;

import java.util.Optional;

/**
 * What is wrong with one option.
 *
 * @param pointer where, as a JSON pointer into the merged options
 * @param keyword of the schema that refuses it, such as {@code type}
 * @param message what is wrong, without the path; never a secret's value
 */
public record OptionProblem(String pointer, String keyword, String message) {

  /** The path as users write it: {@code service.name}. */
  public String path() {
    return OptionPath.ofPointer(pointer).toString();
  }

  /** One line. */
  @Override
  public String toString() {
    String path = path();
    return path.isEmpty() ? message : path + ": " + message;
  }

  /** The path if it is not the whole. */
  public Optional<String> findPath() {
    return path().isEmpty() ? Optional.empty() : Optional.of(path());
  }
}
