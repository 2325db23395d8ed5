package dev.pacer.registryauth.command;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.RetryPolicy;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.marathon.HttpMarathonClient;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.lint.AgentLoginsReader;
import dev.pacer.registryauth.lint.Lint;
import dev.pacer.registryauth.lint.LintFacts;
import dev.pacer.registryauth.lint.LintReport;
import dev.pacer.registryauth.lint.Workload;
import dev.pacer.registryauth.lint.WorkloadReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pacer registry-auth lint}. */
@Command(
    name = "lint",
    description = {
      "Read Marathon's apps and pods, and say which cannot pull their image, and why.",
      "",
      "Changes nothing. Ends with 9 when an app cannot pull, or will not once its credential"
          + " changes; with 0 when there is nothing worse than a warning."
    })
public final class LintCommand extends ToolCommand {

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long MOST_BYTES = 1L << 30;

  @Option(
      names = "--marathon",
      paramLabel = "URL",
      order = 1,
      description = "Read the apps of this Marathon; give it once for each of its servers.")
  private List<URI> marathon = new ArrayList<>();

  @Option(
      names = "--apps",
      paramLabel = "FILE",
      order = 2,
      description =
          "Read apps and pods from this JSON file: definitions, or an answer of Marathon. May be"
              + " given more than once.")
  private List<Path> apps = new ArrayList<>();

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      order = 3,
      description =
          "A registry that needs a login. May be given more than once; without it nobody knows"
              + " which apps need one.")
  private List<String> registries = new ArrayList<>();

  @Option(
      names = "--archive",
      paramLabel = "URI",
      order = 4,
      description = "Where an archive with these logins can be fetched, or how its URI begins.")
  private List<String> archives = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "PATH",
      order = 5,
      description = "Where these logins are in the secret store.")
  private List<String> secrets = new ArrayList<>();

  @Option(
      names = "--docker-config",
      paramLabel = "FILE",
      order = 6,
      description = "What agents have in --docker_config.")
  private @Nullable Path dockerConfig;

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.ERROR;
  }

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    if (marathon.isEmpty() && apps.isEmpty()) {
      throw new ToolFailure(ExitCode.USAGE, "nothing to look at.", "Give --marathon or --apps.");
    }
    List<Workload> workloads = new ArrayList<>();
    for (Path file : apps) {
      workloads.addAll(fromFile(file));
    }
    if (!marathon.isEmpty()) {
      workloads.addAll(fromMarathon());
    }
    LintReport report = LintReport.of(workloads.size(), Lint.check(workloads, facts()));
    run.answer(report::text, () -> report);
    return report.errors() > 0 ? ExitCode.PREFLIGHT : ExitCode.DONE;
  }

  private LintFacts facts() {
    Path file = dockerConfig;
    if (file == null) {
      return new LintFacts(profiles(), List.of(), Set.of());
    }
    try {
      return new LintFacts(
          profiles(), List.of(AgentLoginsReader.read(1, "with " + file, text(file))), Set.of());
    } catch (IllegalArgumentException e) {
      throw unusable(file, e);
    }
  }

  private List<LintFacts.Profile> profiles() {
    if (registries.isEmpty()) {
      return List.of();
    }
    Set<RegistryName> names = new HashSet<>();
    for (String host : registries) {
      names.add(
          RegistryName.ofConfigKey(host)
              .orElseThrow(
                  () ->
                      new ToolFailure(
                          ExitCode.USAGE,
                          "--registry %s names no host.".formatted(host),
                          "Give a host[:port].")));
    }
    return List.of(
        new LintFacts.Profile(
            "given",
            names,
            archives.stream()
                .map(uri -> new LintFacts.Archive(uri, "", LintFacts.Readers.GROUP))
                .toList(),
            Set.copyOf(secrets)));
  }

  private static List<Workload> fromFile(Path file) {
    try {
      return WorkloadReader.read(text(file));
    } catch (IllegalArgumentException e) {
      throw unusable(file, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT, "%s cannot be read: %s.".formatted(file, e), "Correct it.", e);
    }
  }

  private static ToolFailure unusable(Path file, IllegalArgumentException e) {
    return new ToolFailure(
        ExitCode.INVALID_INPUT, file + " " + e.getMessage() + ".", "Correct it.", e);
  }

  private List<Workload> fromMarathon() throws IOException {
    try (SystemWatchdog watchdog = new SystemWatchdog();
        HttpTransport transport = new HttpTransport(TransportSettings.ORDINARY, watchdog)) {
      MarathonClient client =
          new HttpMarathonClient(
              new HttpPeer(
                  PeerAddress.of("Marathon", marathon),
                  transport,
                  Credentials.none(),
                  RetryPolicy.NONE,
                  InstantSource.system(),
                  new SystemPause(),
                  new Random()),
              new Limits(ANSWER, ANSWER, ANSWER, MOST_BYTES));
      List<Workload> all = new ArrayList<>();
      client.apps().forEachDefinition(app -> all.addAll(WorkloadReader.read(app.json())));
      client.pods().definitions().forEach(pod -> all.addAll(WorkloadReader.read(pod.json())));
      return all;
    } catch (PeerRefusedException e) {
      throw new ToolFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), "", e);
    } catch (PeerException e) {
      throw new ToolFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "", e);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(ExitCode.FAILED, "an app of Marathon " + e.getMessage() + ".", "", e);
    }
  }
}
