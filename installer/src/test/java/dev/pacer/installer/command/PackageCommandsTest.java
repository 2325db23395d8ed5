package dev.pacer.installer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.command.ToolCommand;
import dev.pacer.installer.input.OptionsFileReader;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PackageCommandsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void repository() throws IOException {
    Files.write(folder.resolve("sample.json.gz"), Sample.repository());
  }

  private int run(Object command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--cache", folder.resolve("cache").toString(),
            "--repositories", folder.resolve("list.json").toString()));
    return ToolCommand.commandLine(new CommandLine(command))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private int onSample(Object command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--repo", folder.resolve("sample.json.gz").toString()));
    return run(command, all.toArray(String[]::new));
  }

  @Test
  void searchFindsByNameDescriptionAndTagInEightyColumns() {
    assertThat(onSample(new SearchCommand(), "kafka")).isZero();
    assertThat(out.toString()).startsWith("PACKAGE").contains("kafka").contains("confluent-kafka");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(onSample(new SearchCommand(), "kaf*", "--output", "json")).isZero();
    assertThat(ExactJson.parse(out.toString()).findValuesAsText("name")).contains("kafka");
  }

  @Test
  void versionsAreOrderedByReleaseAlone() {
    assertThat(onSample(new VersionsCommand(), "cassandra")).isZero();
    assertThat(out.toString().lines().skip(1).map(line -> line.split(" +", -1)[1]).toList())
        .isNotEmpty()
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(b), Long.parseLong(a)));
  }

  @Test
  void aNameThatNobodyHasIsNotFoundAndOneLikeItIsNamed() {
    assertThat(onSample(new DescribeCommand(), "casandra")).isEqualTo(8);
    assertThat(err.toString())
        .isEqualTo("describe: no repository has a package casandra. Did you mean cassandra?\n");
    assertThat(onSample(new DescribeCommand(), "cassandra", "--version", "2.10.0-3.11"))
        .isEqualTo(8);
    assertThat(err.toString()).contains("Did you mean 2.10.0-3.11.6?");
  }

  @Test
  void explainTellsTypeBoundsDefaultAndDescription() {
    assertThat(run(new ExplainCommand(), "cassandra", "nodes.count")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            nodes.count
                a whole number from 1 to 500; default 3
                Number of nodes.
            """);
    assertThat(run(new ExplainCommand(), "cassandra", "nodes.cuont")).isEqualTo(8);
    assertThat(err.toString()).contains("Did you mean nodes.count?");
  }

  @Test
  void aMisspeltOptionIsRefusedWithWhatWasMeant() {
    assertThat(run(new OptionsCheckCommand(), "cassandra", "--set", "nodes.cuont=4")).isEqualTo(3);
    assertThat(err.toString())
        .contains("nodes.cuont: there is no such option. Did you mean nodes.count?");
  }

  @Test
  void allWrongOptionsAreToldWithValueWantedAndDefault() throws IOException {
    Path options =
        Files.writeString(
            folder.resolve("my.yaml"), "nodes:\n  count: many\n  mem: 12\n  gc: Shenandoah\n");
    assertThat(run(new OptionsCheckCommand(), "cassandra", "--options", options.toString()))
        .isEqualTo(3);
    assertThat(err.toString())
        .contains("nodes.count: is \"many\"; wanted: a whole number from 1 to 500; default 3")
        .contains("nodes.mem: is 12; wanted: a whole number from 1536; default 8192")
        .contains("nodes.gc: is \"Shenandoah\"; wanted: one of \"G1\", \"CMS\"; default \"G1\"");
  }

  @Test
  void aConditionOverSeveralOptionsIsToldInThePackagesWords() {
    assertThat(
            run(
                new OptionsCheckCommand(),
                "cassandra",
                "--set",
                "seeds.count=3",
                "--set",
                "nodes.count=1"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("seeds.count must not be above nodes.count");
  }

  @Test
  void theCommentedFileIsAFileOfOptionsThatChangesNothing() {
    for (String name : List.of("cassandra", "jenkins")) {
      assertThat(run(new OptionsInitCommand(), name)).isZero();
      assertThat(ExactJson.write(OptionsFileReader.read("init", out.toString())))
          .doesNotContain(":\"")
          .matches("[{}:,\"a-z-]*");
      String uncommented = out.toString().replaceAll("(?m)^( *)#(?=[A-Za-z\"])", "$1");
      assertThat(OptionsFileReader.read("uncommented", uncommented).isEmpty()).isFalse();
    }
  }

  @Test
  void aPackageThatCannotRenderIsBrokenAndShowsWhere() {
    assertThat(onSample(new RenderCommand(), "namerd")).isIn(0, 3, 7);
    assertThat(onSample(new OptionsCheckCommand(), "artifactory")).isEqualTo(3);
    assertThat(err.toString()).contains("is required and has no default");
  }

  @Test
  void renderPrintsWhatAnInstallWouldSendWithItsLabels() {
    assertThat(onSample(new RenderCommand(), "hello-world", "--id", "/team/hello")).isZero();
    var app = ExactJson.parse(out.toString());
    assertThat(app.path("id").asText()).isEqualTo("/team/hello");
    assertThat(app.path("labels").path("DCOS_PACKAGE_NAME").asText()).isEqualTo("hello-world");
  }

  @Test
  void aGroupIsRenderedWithTheInstallationOnEachApp() {
    assertThat(run(new RenderCommand(), "cassandra", "--id", "/db/c1")).isZero();
    var group = ExactJson.parse(out.toString());
    assertThat(group.path("id").asText()).isEqualTo("/db/c1");
    assertThat(group.path("apps")).hasSize(3);
    group
        .path("apps")
        .forEach(
            app ->
                assertThat(app.path("labels").path("PACER_PACKAGE_GROUP").asText())
                    .isEqualTo("/db/c1"));
    assertThat(group.path("apps").get(0).path("labels").has("DCOS_PACKAGE_DEFINITION")).isTrue();
    assertThat(group.path("apps").get(1).path("labels").has("DCOS_PACKAGE_DEFINITION")).isFalse();
  }

  @Test
  void repositoriesAreAddedReadAndRemoved() {
    String sample = folder.resolve("sample.json.gz").toString();
    assertThat(run(new RepoAddCommand(), "sample", sample, "--index", "0")).isZero();
    assertThat(run(new RepoAddCommand(), "again", sample)).isEqualTo(3);
    assertThat(run(new RepoAddCommand(), "bad", folder.resolve("no.json").toString())).isEqualTo(3);
    assertThat(run(new RepoListCommand())).isZero();
    assertThat(out.toString().lines().skip(1).map(line -> line.split(" ", 2)[0]))
        .containsExactly("sample", "pacer");
    assertThat(run(new RepoUpdateCommand())).isZero();
    assertThat(run(new RepoRemoveCommand(), "sampel")).isEqualTo(8);
    assertThat(run(new RepoRemoveCommand(), "sample")).isZero();
  }

  @Test
  void aFolderBecomesARepositoryFileThatHoldsTheSame() {
    Path packages = Path.of(System.getProperty("pacer.root"), "packages");
    Path file = folder.resolve("out.json.gz");
    assertThat(run(new RepoIndexCommand(), packages.toString(), "--file", file.toString()))
        .isZero();
    assertThat(run(new SearchCommand(), "--repo", file.toString())).isZero();
    assertThat(out.toString()).contains("cassandra").contains("jenkins");
  }
}
