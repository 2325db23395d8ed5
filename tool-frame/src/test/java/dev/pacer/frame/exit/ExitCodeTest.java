package dev.pacer.frame.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void theDocumentedTableIsTheEnum() throws Exception {
    Path page = Path.of(System.getProperty("pacer.root"), "docs", "exit-codes.md");
    List<String> rows =
        Files.readAllLines(page).stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
    assertThat(rows)
        .isEqualTo(
            Arrays.stream(ExitCode.values())
                .map(c -> "| %d | %s | %s |".formatted(c.code(), c.title(), c.meaning()))
                .toList());
  }

  @Test
  void theNumbersAreFixed() {
    assertThat(Arrays.stream(ExitCode.values()).mapToInt(ExitCode::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 75);
  }

  @Test
  void noFailureEndsWithSuccess() {
    assertThatThrownBy(() -> new ToolFailure(ExitCode.DONE, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
