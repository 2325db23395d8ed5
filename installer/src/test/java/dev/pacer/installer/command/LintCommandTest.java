package dev.pacer.installer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.command.ToolCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LintCommandTest {

  @TempDir private Path folder;

  /** What a run came to. */
  private record Answer(int code, String out, String err) {}

  private static Answer lint(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ToolCommand.commandLine(new CommandLine(new LintCommand()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Answer(code, out.toString(), err.toString());
  }

  private Path revision(String name, int release, String template) throws IOException {
    Path revision = Files.createDirectories(folder.resolve(name).resolve("" + release));
    Files.writeString(
        revision.resolve("package.json"),
        """
        {"packagingVersion": "4.0", "name": "%s", "version": "1.%d", "maintainer": "a",
         "description": "b", "tags": []}\
        """
            .formatted(name, release));
    Files.writeString(
        revision.resolve("config.json"),
        """
        {"additionalProperties": false, "properties":
          {"name": {"type": "string", "default": "web", "pattern": "^[a-z]+$"}}}\
        """);
    Files.writeString(revision.resolve("marathon.json.mustache"), template);
    return revision;
  }

  @Test
  void aCleanPackageEndsWithZero() throws IOException {
    Path clean = revision("web", 0, "{\"id\": \"{{name}}\"}");

    assertThat(lint(clean.toString()))
        .isEqualTo(new Answer(0, "0 findings in 1 revision, 0 errors.\n", ""));
  }

  @Test
  void aBrokenOneEndsWithSevenAndSaysWhereAndWhatToDo() throws IOException {
    revision("web", 0, "{\"id\": \"{{name}}\",}");

    Answer answer = lint(folder.toString());
    assertThat(answer.code()).isEqualTo(7);
    assertThat(answer.out()).contains("renders-not", "web/0", "renders-not: Mend the template.");
  }

  @Test
  void theNewestOfEachIsLookedAtUnlessAllAreAskedFor() throws IOException {
    revision("web", 0, "{\"id\": \"{{name}}\",}");
    revision("web", 3, "{\"id\": \"{{name}}\"}");

    assertThat(lint(folder.toString()).code()).isZero();
    assertThat(lint("--all-releases", folder.toString()).code()).isEqualTo(7);
    assertThat(lint("--all-releases", "--package", "other", folder.toString()).code()).isEqualTo(8);
  }

  @Test
  void theAnswerIsJsonOnDemand() throws IOException {
    revision("web", 0, "{\"id\": \"x\"}");

    assertThat(lint("--output", "json", folder.toString()).out())
        .contains("\"rule\" : \"id-is-no-option\"")
        .contains("\"subject\" : \"web/0\"");
  }

  @Test
  void filesThatAreNoPackageAreNamedAndTheOthersLookedAt() throws IOException {
    revision("web", 0, "{\"id\": \"{{name}}\"}");
    Files.writeString(revision("bad", 0, "{}").resolve("config.json"), "{\"a\": ");
    Files.writeString(revision("worse", 1, "{}").resolve("package.json"), "[]");
    Files.move(revision("named", 1, "{}"), folder.resolve("named/latest"));

    Answer answer = lint(folder.toString());
    assertThat(answer.code()).isEqualTo(7);
    assertThat(answer.out())
        .contains("bad/0: config.json is not JSON")
        .contains("worse/1: package.json is no object")
        .contains("the folder's name is the release number, but 'latest' is none")
        .contains("in 1 revision, 3 errors");
  }

  @Test
  void aRepositoryFileIsReadAndWhatIsNoneIsRefused() throws IOException {
    Path repository = Files.writeString(folder.resolve("repo.json"), "{\"packages\": []}");
    assertThat(lint(repository.toString()).code()).isEqualTo(8);

    Path page = Files.writeString(folder.resolve("page.json"), "<html>");
    assertThat(lint(page.toString()))
        .satisfies(
            answer -> {
              assertThat(answer.code()).isEqualTo(3);
              assertThat(answer.err()).contains("is a web page or XML");
            });
    assertThat(lint(folder.resolve("nowhere").toString()).code()).isEqualTo(3);
  }
}
