package dev.pacer.installer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against the served simulator, over real HTTP. */
class InstallIT {
  private static final ExecutorService threads = Executors.newCachedThreadPool();
  private static ServedWorld served;
  private static String marathon;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    served =
        ServedWorld.start(
            BuiltIn.scenario(),
            Ports.free(),
            new ServedWorld.Running(1, 50, InstantSource.system(), new SystemPause(), threads));
    marathon = served.endpoints().marathon();
  }

  @AfterAll
  static void stop() {
    served.close();
    threads.shutdownNow();
  }

  @BeforeEach
  void packages() throws IOException {
    revision(0, "1.0", "", "");
    revision(1, "2.0", ",\"upgradesFrom\":[\"1.0\"]", ",\"env\":{\"RELEASE\":\"two\"}");
    revision(2, "3.0", ",\"upgradesFrom\":[\"2.0\"]", "");
  }

  private void revision(int release, String version, String more, String members)
      throws IOException {
    Path at = Files.createDirectories(folder.resolve("packages/web/" + release));
    Files.writeString(
        at.resolve("package.json"),
        """
        {"packagingVersion":"4.0","name":"web","version":"%s","maintainer":"a@b.example",
         "description":"d","tags":[]%s}\
        """
            .formatted(version, more));
    Files.writeString(
        at.resolve("config.json"),
        """
        {"properties":{"name":{"type":"string","default":"web"},
         "count":{"type":"integer","default":1},
         "cpus":{"type":"number","default":0.1},
         "password":{"type":"string","format":"password","default":"none"}}}\
        """);
    Files.writeString(
        at.resolve("marathon.json.mustache"),
        """
        {"id":"{{name}}","cmd":"sleep 100000","instances":{{count}},"cpus":{{cpus}},"mem":32,
         "portDefinitions":[],"labels":{"team":"a"}%s}\
        """
            .formatted(members));
  }

  private int run(Object command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--marathon", marathon));
    if (command instanceof PackagesCommand) {
      all.addAll(
          List.of(
              "--cache", folder.resolve("cache").toString(),
              "--repo", folder.resolve("packages").toString()));
    }
    return ToolCommand.commandLine(new CommandLine(command))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(marathon + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private int install(String id, String version) {
    return run(
        new InstallCommand(), "web", "--version", version, "--id", id, "--wait", "--timeout", "60");
  }

  @Test
  void aPackageIsInstalledListedPlannedUpdatedAndRemoved() throws Exception {
    assertThat(install("/a/web", "1.0")).as("%s", err).isZero();
    assertThat(err.toString()).contains("/a/web: 1 of 1 running");

    assertThat(run(new ListCommand())).isZero();
    assertThat(out.toString()).contains("/a/web").contains("1.0").contains("running");

    assertThat(
            run(
                new PlanCommand(),
                "web",
                "--version",
                "1.0",
                "--id",
                "/a/web",
                "--detailed-exitcode"))
        .as("%s", out)
        .isZero();
    assertThat(out.toString()).contains("There is nothing to change.");

    assertThat(
            run(
                new UpdateCommand(),
                "/a/web",
                "--version",
                "2.0",
                "--set",
                "cpus=0.2",
                "--wait",
                "--timeout",
                "30"))
        .as("%s", err)
        .isZero();
    String app = send("GET", "/v2/apps/a/web", "").body();
    assertThat(ExactJson.parse(app).at("/app/env/RELEASE").asText()).isEqualTo("two");
    assertThat(ExactJson.parse(app).at("/app/cpus").asText()).isEqualTo("0.2");
    assertThat(ExactJson.parse(app).at("/app/id").asText()).isEqualTo("/a/web");

    assertThat(run(new UninstallCommand(), "/a/web")).as("%s", err).isZero();
    assertThat(run(new StatusCommand(), "/a/web")).isIn(0, 8);
  }

  @Test
  void installingAgainGoesOnAndDoublesNothing() {
    assertThat(install("/again", "1.0")).isZero();
    assertThat(install("/again", "1.0")).isZero();
    assertThat(err.toString()).contains("/again is installed already, just so.");
    assertThat(install("/again", "2.0")).isEqualTo(5);
    assertThat(err.toString()).contains("not as this would install it");
  }

  @Test
  void aVersionThatThePackageDoesNotLeadToIsRefused() {
    assertThat(install("/path", "1.0")).isZero();
    assertThat(run(new UpdateCommand(), "/path", "--version", "3.0")).isEqualTo(9);
    assertThat(err.toString()).contains("It can be changed from 2.0; --any-version");
    assertThat(run(new UpdateCommand(), "/path", "--version", "3.0", "--any-version")).isZero();
  }

  @Test
  void whatWasChangedByHandIsShownAndNotOverwrittenWithoutAWord() throws Exception {
    assertThat(install("/hand", "1.0")).isZero();
    send("PATCH", "/v2/apps/hand?force=true", "{\"cpus\":0.3,\"instances\":2}");
    assertThat(run(new UpdateCommand(), "/hand", "--set", "count=1", "--version", "2.0"))
        .isEqualTo(9);
    assertThat(err.toString()).contains("~ cpus: 0.1 -> 0.3").contains("--overwrite");
    assertThat(run(new UpdateCommand(), "/hand", "--version", "2.0", "--overwrite", "--force"))
        .as("%s", err)
        .isZero();
    String app = send("GET", "/v2/apps/hand", "").body();
    assertThat(ExactJson.parse(app).at("/app/cpus").asText()).isEqualTo("0.1");
    assertThat(ExactJson.parse(app).at("/app/instances").asInt()).isEqualTo(2);
  }

  @Test
  void aSecretIsInNoLabelAndInNoPlan() throws Exception {
    assertThat(
            run(
                new InstallCommand(),
                "web",
                "--version",
                "1.0",
                "--id",
                "/secret",
                "--set",
                "password=hunter22",
                "--wait",
                "--timeout",
                "30"))
        .isZero();
    assertThat(
            run(
                new PlanCommand(),
                "web",
                "--version",
                "2.0",
                "--id",
                "/secret",
                "--set",
                "password=hunter23"))
        .isZero();
    assertThat(out + "" + err).doesNotContain("hunter2");
    String labels =
        ExactJson.parse(send("GET", "/v2/apps/secret", "").body())
            .at("/app/labels/DCOS_PACKAGE_OPTIONS")
            .asText();
    assertThat(new String(Base64.getDecoder().decode(labels), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"secret\"}");
  }

  @Test
  void whatIsTooBigTimesOutWithTheReasonAndIsLocked() {
    assertThat(
            run(
                new InstallCommand(),
                "web",
                "--version",
                "1.0",
                "--id",
                "/big",
                "--set",
                "cpus=64",
                "--wait",
                "--timeout",
                "3"))
        .isEqualTo(6);
    assertThat(err.toString()).contains("/big does not run after 3 s: /big: 0 of 1 running");
    assertThat(run(new UpdateCommand(), "/big", "--set", "cpus=0.1")).isEqualTo(5);
    assertThat(err.toString()).contains("locked by deployments").contains("--force");
    assertThat(
            run(
                new UpdateCommand(),
                "/big",
                "--set",
                "cpus=0.1",
                "--force",
                "--wait",
                "--timeout",
                "60"))
        .as("%s", err)
        .isZero();
  }

  @Test
  void anAppOfSomebodyElseIsLeftAlone() throws Exception {
    send("POST", "/v2/apps", "{\"id\":\"/own\",\"cmd\":\"sleep 1\",\"portDefinitions\":[]}");
    assertThat(install("/own", "1.0")).isEqualTo(5);
    assertThat(run(new UninstallCommand(), "/own")).isEqualTo(8);
  }
}
