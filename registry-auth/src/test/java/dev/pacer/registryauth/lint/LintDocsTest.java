package dev.pacer.registryauth.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page to the rules; {@code -Dpacer.docs.write=true} writes it. */
class LintDocsTest {

  private static final Path PAGE =
      Path.of(System.getProperty("pacer.root"), "docs", "registry-auth-lint.md");
  private static final Pattern RULES =
      Pattern.compile("(?s)(<!-- rules:begin [^>]*-->\n)(.*?)(<!-- rules:end -->)");

  @Test
  void thePageHasEveryRule() throws IOException {
    StringBuilder table = new StringBuilder("| rule | severity | what to do |\n|---|---|---|\n");
    for (LintRule rule : LintRule.values()) {
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(rule.id(), rule.severity().name().toLowerCase(Locale.ROOT), rule.mend()));
    }
    String page = Files.readString(PAGE);
    Matcher matcher = RULES.matcher(page);
    assertThat(matcher.find()).isTrue();
    if (Boolean.getBoolean("pacer.docs.write")) {
      Files.writeString(
          PAGE, page.substring(0, matcher.end(1)) + table + page.substring(matcher.start(3)));
      return;
    }
    assertThat(matcher.group(2)).isEqualTo(table.toString());
  }
}
