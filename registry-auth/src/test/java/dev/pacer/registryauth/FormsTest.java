package dev.pacer.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.registryauth.fleet.FleetReader;
import dev.pacer.registryauth.lint.Lint;
import dev.pacer.registryauth.lint.LintFacts;
import dev.pacer.registryauth.lint.WorkloadReader;
import dev.pacer.simulator.marathon.port.SimulatedMarathon;
import dev.pacer.simulator.mesos.port.SimulatedMesosMaster;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the forms in {@code scripts/registry-auth} to those who will read them. */
class FormsTest {

  private static final Path FORMS =
      Path.of(System.getProperty("pacer.root"), "scripts", "registry-auth");
  private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
  private static final AppId APP = new AppId("/pacer/registry-auth");
  private static final String REFRESH =
      "pacer registry-auth refresh --config /etc/registry-auth/registry-auth.yaml"
          + " --if-remaining-below 50% --next-run-in 30m";
  private static final Pattern CRON =
      Pattern.compile("(?:@reboot|([0-9*/,-]+)(?: [0-9*/,-]+){4}) root (/.*)");

  @TempDir private Path folder;

  private static String form(String name) throws IOException {
    return Files.readString(FORMS.resolve(name));
  }

  private static MarathonClient marathonWith(World world, String form) throws IOException {
    MarathonClient marathon = new SimulatedMarathon(world.marathon());
    ChangeOutcome outcome = marathon.apps().create(new Definition(form(form)), LockPolicy.RESPECT);
    assertThat(outcome).as(outcome.explanation()).isInstanceOf(ChangeOutcome.Accepted.class);
    return marathon;
  }

  private static World world() {
    return World.inProcess(BuiltIn.scenario(), Instant.parse("2026-11-22T08:00:00Z"), 1);
  }

  @Test
  void theCronFormHasSoundLinesAndNoBarePercent() throws IOException {
    List<String> lines =
        form("registry-auth.cron")
            .lines()
            .filter(line -> !line.startsWith("#") && !line.matches("[A-Z]+=.*"))
            .toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      Matcher matcher = CRON.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      String command = matcher.group(2);
      assertThat(command).doesNotContainPattern("(?<!\\\\)%");
      assertThat(command.replace("\\%", "%")).isEqualTo("/opt/pacer/bin/" + REFRESH);
    }
    assertThat(form("registry-auth.cron")).endsWith("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry-auth.service",
        "registry-auth-refresh.service",
        "registry-auth-refresh.timer"
      })
  void systemdTakesTheUnits(String unit) throws Exception {
    assumeTrue(
        Files.isExecutable(SYSTEMD_ANALYZE),
        "skipped: systemd-analyze is not installed (apt-get install systemd)");
    // It asks that the program be there.
    Path program = folder.resolve("pacer");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    for (String name :
        List.of(
            "registry-auth.service",
            "registry-auth-refresh.service",
            "registry-auth-refresh.timer")) {
      Files.writeString(
          folder.resolve(name), form(name).replace("/opt/pacer/bin/pacer", program.toString()));
    }
    Process process =
        new ProcessBuilder(
                SYSTEMD_ANALYZE.toString(), "verify", "--man=no", folder.resolve(unit).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // Units of the machine itself may have faults of their own.
    assertThat(said.lines().filter(line -> line.contains("registry-auth"))).isEmpty();
    assertThat(process.exitValue()).as(said).isZero();
  }

  @Test
  void aUnitWithAPlantedFaultIsFound() throws Exception {
    assumeTrue(
        Files.isExecutable(SYSTEMD_ANALYZE),
        "skipped: systemd-analyze is not installed (apt-get install systemd)");
    Path unit = folder.resolve("registry-auth.service");
    Files.writeString(unit, form("registry-auth.service").replace("Restart=always", "Restart=yes"));
    Process process =
        new ProcessBuilder(SYSTEMD_ANALYZE.toString(), "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("restart specifier");
  }

  @Test
  void systemdRunsTheSameCommandAsCron() throws IOException {
    assertThat(form("registry-auth-refresh.service").replace("%%", "%"))
        .contains("ExecStart=/opt/pacer/bin/" + REFRESH + "\n");
    assertThat(form("registry-auth.service"))
        .contains("ExecStart=/opt/pacer/bin/pacer registry-auth run --config");
  }

  @Test
  void metronomesFormIsAJobWithOneScheduleThatNeverRunsTwice() throws IOException {
    JsonNode job = Json.parse(form("metronome.json"));
    assertThat(job.path("id").asText()).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    assertThat(job.path("run").path("cmd").asText()).isEqualTo("exec pacer/bin/" + REFRESH);
    assertThat(job.path("schedules")).hasSize(1);
    JsonNode schedule = job.path("schedules").get(0);
    assertThat(schedule.path("concurrencyPolicy").asText()).isEqualTo("FORBID");
    assertThat(schedule.path("cron").asText()).matches("(\\S+ ){4}\\S+");
    assertThat(job.path("run").path("artifacts").get(0).path("cache").asBoolean()).isFalse();
  }

  @Test
  void chronosFormRepeatsForEverEveryHalfHour() throws IOException {
    JsonNode job = Json.parse(form("chronos.json"));
    String[] schedule = job.path("schedule").asText().split("/", -1);
    assertThat(schedule).hasSize(3);
    assertThat(schedule[0]).isEqualTo("R");
    assertThat(Instant.parse(schedule[1])).isBefore(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(Duration.parse(schedule[2])).isEqualTo(Duration.ofMinutes(30));
    assertThat(job.path("command").asText()).isEqualTo("exec pacer/bin/" + REFRESH);
    assertThat(job.path("concurrent").asBoolean(true)).isFalse();
  }

  @Test
  void marathonTakesThePerAgentFormAndItIsWhatPerAgentModeAsksFor() throws IOException {
    World world = world();
    MarathonClient marathon = marathonWith(world, "marathon.json");
    world.simulation().advance(Duration.ofMinutes(1));
    App app = marathon.apps().find(APP).orElseThrow();
    assertThat(app.tasks()).hasSize(1);
    assertThat(
            new FleetReader(
                    marathon, new SimulatedMesosMaster(world.mesos()), APP, Duration.ofMinutes(10))
                .read()
                .app())
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.faults()).isEmpty();
              assertThat(facts.advice()).isEmpty();
            });
  }

  @Test
  void marathonTakesTheCentralFormAndRunsItTwice() throws IOException {
    World world = world();
    MarathonClient marathon = marathonWith(world, "marathon-central.json");
    world.simulation().advance(Duration.ofMinutes(1));
    assertThat(marathon.tasks().listOf(APP))
        .hasSize(2)
        .extracting(Task::location)
        .extracting(Task.Location::host)
        .doesNotHaveDuplicates();
  }

  @Test
  void ourOwnFormsPassOurOwnLint() throws IOException {
    for (String name : List.of("marathon.json", "marathon-central.json")) {
      assertThat(Lint.check(WorkloadReader.read(form(name)), LintFacts.none())).as(name).isEmpty();
    }
  }

  @Test
  void theReadmeNamesEveryForm() throws IOException {
    String readme = form("README.md");
    try (var files = Files.list(FORMS)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md") && !name.endsWith(".timer"))
          .forEach(name -> assertThat(readme).contains("`" + name + "`"));
    }
  }
}
