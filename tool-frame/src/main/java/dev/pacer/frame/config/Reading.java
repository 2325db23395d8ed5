package dev.pacer.frame.config;

import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of reading a file: a value, or every problem found.
 *
 * @param source the file's name as given
 * @param value present exactly when there is no problem
 */
public record Reading<T>(String source, Optional<T> value, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
    if (value.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("a reading has either a value or problems");
    }
  }

  /**
   * The value.
   *
   * @throws ToolFailure with exit code 3 and every problem on a line of its own
   */
  public T orThrow() {
    return value.orElseThrow(
        () ->
            new ToolFailure(
                ExitCode.INVALID_INPUT,
                "%s: %s%n%s%n"
                    .formatted(
                        source,
                        problems.size() == 1 ? "1 problem:" : problems.size() + " problems:",
                        problems.stream()
                            .map(problem -> "  " + problem)
                            .collect(Collectors.joining(System.lineSeparator()))),
                "Correct the file and start again."));
  }
}
