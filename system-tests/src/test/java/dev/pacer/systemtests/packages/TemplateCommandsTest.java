package dev.pacer.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds each {@code cmd} of a template to the script it was made of; {@code
 * -Dpacer.docs.write=true} writes it. Templates are read by others' installers too, so they hold
 * the whole text.
 */
class TemplateCommandsTest {

  private static final int LONGEST_ARGUMENT_OF_LINUX = 128 * 1024;

  @ParameterizedTest
  @CsvSource({"cassandra, node.sh, 0", "jenkins, jenkins.sh, 0", "jenkins-agents, agent.sh, 0"})
  void theCommandIsTheScript(String name, String script, int place) throws IOException {
    PackageFiles files = new PackageFiles(name);
    String command = files.command(script);
    String line = "\"cmd\": \"" + PackageFiles.quoted(command) + "\"";
    if (Boolean.getBoolean("pacer.docs.write")) {
      Files.writeString(
          files.revision().resolve("marathon.json.mustache"),
          replace(files.template(), place, line));
    }

    assertThat(files.template()).isEqualTo(replace(files.template(), place, line));
    assertThat(command).as("no tags").doesNotContain("{{");
    assertThat(command).as("ASCII, as repositories demand").matches("\\p{ASCII}*");
    assertThat(command.length()).isLessThan(LONGEST_ARGUMENT_OF_LINUX);
  }

  private static String replace(String template, int place, String line) {
    Matcher cmd = Pattern.compile("\"cmd\": \"(?:[^\"\\\\]|\\\\.)*+\"").matcher(template);
    StringBuilder text = new StringBuilder();
    int seen = 0;
    while (cmd.find()) {
      cmd.appendReplacement(text, Matcher.quoteReplacement(seen++ == place ? line : cmd.group()));
    }
    assertThat(seen).as("commands in the template").isGreaterThan(place);
    return cmd.appendTail(text).toString();
  }
}
