package dev.pacer.registryauth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LintCommandIT {

  private static final String SCENARIO =
      """
      version: 1
      agents:
      - {hostname: agent-1, ip: 10.0.0.1}
      apps:
      - at: 0s
        id: /shop/web
        definition: '{"id": "/shop/web", "cpus": 0.1, "mem": 32, "instances": 0,
          "container": {"type": "DOCKER", "docker": {"image": "registry.example.com/web:1.0"}},
          "fetch": [{"uri": "https://files.example.com/docker.tar.gz", "cache": true}]}'
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int lint(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "lint";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ToolCommand.commandLine(new CommandLine(new RegistryAuthCommand()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  @Test
  void theAppsOfAMarathonAreLookedAt() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Scenario scenario = ScenarioReader.FILE.read("scenario", SCENARIO, folder).orThrow();
    try (ServedWorld served =
        ServedWorld.start(
            scenario,
            Ports.free(),
            new ServedWorld.Running(1, 1, InstantSource.system(), new SystemPause(), threads))) {
      served.turn().take(() -> true);
      int code = lint("--marathon", served.endpoints().marathons().get(0), "--output", "json");
      assertThat(code).as(err.toString()).isEqualTo(9);
      assertThat(Json.parse(out.toString()).path("findings").path(0).path("rule").asText())
          .isEqualTo("cached-archive");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void savedDefinitionsAreLookedAtWithoutACluster() throws IOException {
    Path file = folder.resolve("app.json");
    Files.writeString(file, "{\"id\":\"/a\",\"cmd\":\"docker login registry.example.com\"}");
    assertThat(lint("--apps", file.toString())).isZero();
    assertThat(out.toString()).contains("host-login").contains("1 finding in 1 container;");
  }

  @Test
  void whatNeedsALoginIsGivenOnTheCommandLine() throws IOException {
    Path file = folder.resolve("apps.json");
    Files.writeString(
        file,
        """
        [{"id": "/none", "container": {"docker": {"image": "registry.example.com/a:1.0"}}},
         {"id": "/fetched", "container": {"docker": {"image": "registry.example.com/a:1.0"}},
          "fetch": [{"uri": "https://files.example.com/team/logins.tar.gz"}]}]
        """);
    assertThat(lint("--apps", file.toString())).isZero();
    assertThat(
            lint(
                "--apps",
                file.toString(),
                "--registry",
                "registry.example.com",
                "--archive",
                "https://files.example.com/team/"))
        .isEqualTo(9);
    assertThat(out.toString()).contains("no-credentials").contains("1 finding in 2 containers; 1");
    assertThat(lint("--apps", file.toString(), "--registry", "no host")).isEqualTo(2);
  }

  @Test
  void anAgentsConfigurationIsLookedAt() throws IOException {
    Path apps = folder.resolve("apps.json");
    Files.writeString(apps, "[]");
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"credsStore\":\"ecr-login\"}");
    assertThat(lint("--apps", apps.toString(), "--docker-config", config.toString())).isEqualTo(9);
    assertThat(out.toString()).contains("agent-config-without-auths");
  }

  @Test
  void whatCannotBeReadEndsWithItsCodeAndOneLine() throws IOException {
    assertThat(lint()).isEqualTo(2);
    Path file = folder.resolve("app.json");
    assertThat(lint("--apps", file.toString())).isEqualTo(3);
    Files.writeString(file, "<html>");
    assertThat(lint("--apps", file.toString())).isEqualTo(3);
    assertThat(lint("--marathon", "http://127.0.0.1:1/")).isEqualTo(4);
    assertThat(err.toString().lines()).hasSize(4);
  }
}
