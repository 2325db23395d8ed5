package dev.pacer.rehearsal.demo;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.frame.command.StopSignal;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.frame.output.OutputFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code pacer demo}: the tools at work on a served simulated cluster, each step checked in the
 * cluster itself.
 */
@Command(
    name = "demo",
    description = {
      "Show Pacer at work on a simulated cluster.",
      "",
      "Serves the cluster, runs the autoscaler against it, posts an app that does not fit, and"
          + " shows what happens until it runs; then removes the app, and shows the agent being"
          + " drained and removed. Each step is checked in the cluster's own answers. Leaves"
          + " nothing running. Exit code 1 tells that a step did not come true."
    })
public final class DemoCommand extends ToolCommand {

  private static final String GROUP = "agents";
  private static final int AGENTS = 3;
  private static final Pattern PAGES = Pattern.compile("status=(http://[0-9.:]+)");
  private static final Duration START_UP = Duration.ofSeconds(60);

  @Option(
      names = "--speed",
      paramLabel = "N",
      order = 1,
      description = "How many times faster than real the cluster is, 1 to 20 (default: 10).")
  private int speed = 10;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      order = 2,
      description = "Keep the tools' configuration and output in FOLDER.")
  private @Nullable Path keep;

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.WARN;
  }

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    if (speed < 1 || speed > 20) {
      throw new ToolFailure(ExitCode.USAGE, "--speed must be 1 to 20, was " + speed + ".", "");
    }
    StopSignal stop = run.stop();
    Path folder = folder();
    InstantSource clock = InstantSource.system();
    try (Children children = new Children()) {
      Play play = new Play(folder, children);
      DemoRun demo =
          new DemoRun(
              clock,
              new SystemPause(),
              show(run),
              () -> stop.requested() ? new Look.Broken("interrupted") : play.neverBroken());
      List<Step> steps = play.steps();
      List<StepResult> results = demo.run(steps);
      run.answer(terminal -> "", () -> json(results));
      return results.get(results.size() - 1).cameTrue() && results.size() == steps.size()
          ? ExitCode.DONE
          : ExitCode.FAILED;
    } finally {
      if (keep == null) {
        delete(folder);
      }
    }
  }

  /** Stdout is the answer's alone: a table is shown there, JSON comes at the end. */
  private static Show show(ToolRun run) {
    return run.output() == OutputFormat.JSON
        ? new ConsoleShow(run.err(), run.errTerminal())
        : new ConsoleShow(run.out(), run.outTerminal());
  }

  private static List<Map<String, Object>> json(List<StepResult> results) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (StepResult result : results) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("step", result.step().title());
      step.put("cameTrue", result.cameTrue());
      step.put("expected", result.step().expected());
      step.put("seen", result.seen());
      step.put("milliseconds", result.took().toMillis());
      steps.add(step);
    }
    return steps;
  }

  /** The steps, from the first process to the last one's end. */
  private final class Play {
    private final Path folder;
    private final Children children;
    private final Path ports;
    private @Nullable Child simulator;
    private @Nullable Child autoscaler;
    private @Nullable ClusterReader cluster;
    private final GrowAndShrink story = new GrowAndShrink(this::cluster, GROUP, AGENTS);

    private Play(Path folder, Children children) {
      this.folder = folder;
      this.children = children;
      this.ports = folder.resolve("ports.json");
    }

    private Look neverBroken() {
      Look alive = children.allAlive();
      return alive instanceof Look.Broken || cluster == null || simulator == null
          ? alive
          : story.neverTooMany();
    }

    private List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      steps.add(
          new Step(
              "The simulated cluster is served",
              "all endpoints answer",
              () ->
                  simulator =
                      start(
                          "simulator",
                          "simulator",
                          "--speed",
                          Integer.toString(speed),
                          "--ports-file",
                          ports.toString()),
              this::simulatorAnswers,
              START_UP));
      steps.add(
          new Step(
              "The autoscaler starts",
              "its /health/ready answers 200",
              this::startAutoscaler,
              this::autoscalerIsReady,
              START_UP));
      steps.addAll(story.steps());
      steps.add(
          Step.watch(
              "The autoscaler ends when told to",
              "exit status 0 within 5 s",
              () -> end(autoscaler, () -> autoscaler = null),
              START_UP));
      steps.add(
          Step.watch(
              "The simulator ends when told to",
              "exit status 0 within 5 s, and no ports file left",
              () -> {
                Look ended = end(simulator, () -> simulator = null);
                return ended instanceof Look.Seen && Files.exists(ports)
                    ? new Look.Broken("it left its ports file behind")
                    : ended;
              },
              START_UP));
      return steps;
    }

    private ClusterReader cluster() {
      ClusterReader there = cluster;
      if (there == null) {
        throw new IllegalStateException("the cluster is served before it is looked at");
      }
      return there;
    }

    private Look simulatorAnswers() {
      Optional<EndpointsReader> endpoints = EndpointsReader.read(ports);
      if (endpoints.isEmpty()) {
        return new Look.NotYet("no ports file yet");
      }
      EndpointsReader there = endpoints.get();
      ClusterReader reader = new ClusterReader(there.marathon(), there.mesos(), there.aws());
      cluster = reader;
      return Look.when(
          reader.answers(there.marathon() + "/v2/info")
              && reader.answers(there.mesos() + "/health"),
          "Marathon at " + there.marathon());
    }

    private void startAutoscaler() {
      EndpointsReader there = EndpointsReader.read(ports).orElseThrow();
      Path file = folder.resolve("autoscaler.yaml");
      write(
          file,
          """
          version: 1
          cluster: demo
          marathon:
            urls: [%s]
          mesos:
            urls: [zk://%s/mesos]
          aws:
            region: us-east-1
            endpoint: %s
          timing:
            cycle: 1s
            read: 5s
            settle: 3s
          pools:
          - name: demo
            groups: [%s]
            min: %d
            max: 10
            emptyFor: 5s
            minAge: 5s
          http:
            port: 0
          """
              .formatted(there.marathon(), there.zookeeper(), there.aws(), GROUP, AGENTS));
      autoscaler = start("autoscaler", "autoscaler", "run", "--config", file.toString());
    }

    /** Only where its pages are is taken from its log; what it does is read from the cluster. */
    private Look autoscalerIsReady() {
      Matcher pages = PAGES.matcher(read(folder.resolve("autoscaler.log")));
      if (!pages.find()) {
        return new Look.NotYet("it does not say yet where its pages are");
      }
      return Look.when(cluster().answers(pages.group(1) + "/health/ready"), pages.group(1));
    }

    private Look end(@Nullable Child child, Runnable ended) {
      if (child == null) {
        return new Look.Broken("it was never started");
      }
      ended.run();
      return children.stop(child);
    }

    private Child start(String name, String... arguments) {
      List<String> command = new ArrayList<>();
      command.add(launcher());
      command.addAll(List.of(arguments));
      // Fakes: the simulated AWS takes any.
      Map<String, String> environment =
          Map.of("AWS_ACCESS_KEY_ID", "AKIAFAKEFAKEFAKE", "AWS_SECRET_ACCESS_KEY", "fake");
      return children.add(Child.start(name, command, environment, folder.resolve(name + ".log")));
    }
  }

  /** The launcher of the distribution that this process was started from. */
  private static String launcher() {
    String distribution = System.getenv("PACER_DIST");
    if (distribution == null || distribution.isEmpty()) {
      throw new ToolFailure(
          ExitCode.FAILED,
          "the demo does not know where Pacer is: PACER_DIST is not set.",
          "Run it by ./pacer demo or scripts/demo.");
    }
    return Path.of(distribution, "bin", "pacer").toString();
  }

  private Path folder() {
    try {
      Path wanted = keep;
      return wanted == null
          ? Files.createTempDirectory("pacer-demo-")
          : Files.createDirectories(wanted).toAbsolutePath();
    } catch (IOException e) {
      throw new ToolFailure(
          ExitCode.FAILED, "the demo's folder cannot be made: " + e.getMessage() + ".", "", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
