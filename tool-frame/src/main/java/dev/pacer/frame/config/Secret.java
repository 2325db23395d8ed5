package dev.pacer.frame.config;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A secret read from a file; it prints the file's name only. */
public final class Secret {
  private final Path file;
  private final String value;

  Secret(Path file, String value) {
    this.file = file;
    this.value = value;
  }

  /** The secret itself, for the one call that needs it. */
  public String value() {
    return value;
  }

  public Path file() {
    return file;
  }

  /** Hands the value to what must know it in order to hide it. */
  public Secret hiddenBy(Consumer<String> scrubber) {
    scrubber.accept(value);
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value) && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return file.hashCode();
  }

  @Override
  public String toString() {
    return "secret from " + file;
  }
}
