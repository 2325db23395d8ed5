package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ToolsTest {
  static List<Tools.Tool> tools() {
    return Tools.ALL;
  }

  @ParameterizedTest
  @MethodSource("tools")
  void theListSaysWhatTheCommandItselfSays(Tools.Tool tool) {
    CommandLine command = new CommandLine(Tools.create(tool.name()));
    assertThat(command.getCommandName()).isEqualTo(tool.name());
    assertThat(command.getCommandSpec().usageMessage().description())
        .isNotEmpty()
        .satisfies(lines -> assertThat(lines[0]).isEqualTo(tool.description()));
  }

  @Test
  void thereIsNoCommandForAnotherName() {
    assertThatThrownBy(() -> Tools.create("nothing")).hasMessageContaining("nothing");
  }

  @ParameterizedTest
  @MethodSource("dev.pacer.cli.HelpWritingCommand#paths")
  void everyHelpFitsEightyColumnsAndDescribesEveryOption(List<String> path) {
    String help = HelpWritingCommand.help(path);
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    CommandLine at = PacerCommand.commandLine(name -> true);
    for (String word : path) {
      at = at.getSubcommands().get(word);
    }
    at.getCommandSpec()
        .options()
        .forEach(
            option -> {
              assertThat(help).contains(option.longestName());
              assertThat(option.description()).as(option.longestName()).isNotEmpty();
            });
  }

  @Test
  void aMistypedToolIsWrongUsageWithAHint() {
    StringWriter err = new StringWriter();
    int code =
        PacerCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "completon");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("completon")
        .contains("Did you mean completion")
        .contains("Try 'pacer --help'");
  }

  @Test
  void noCommandAtAllIsWrongUsage() {
    StringWriter err = new StringWriter();
    assertThat(PacerCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err)))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
