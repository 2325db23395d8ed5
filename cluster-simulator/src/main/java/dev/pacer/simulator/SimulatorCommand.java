package dev.pacer.simulator;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.http.ServingException;
import dev.pacer.frame.output.Table;
import dev.pacer.frame.output.Terminal;
import dev.pacer.simulator.scenario.BuiltIn;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.Endpoints;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.PortsFile;
import dev.pacer.simulator.world.ServedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pacer simulator}: serves a simulated cluster on loopback until it is told to end. */
@Command(
    name = "simulator",
    description = {
      "Serve a simulated cluster on 127.0.0.1.",
      "",
      "Mesos, Marathon, AWS, image registries and ZooKeeper, speaking the real protocols. Without a"
          + " scenario it is one Auto Scaling group of m5.large in two zones (min 1, desired 3, max"
          + " 10) with three agents up. Real clients work against it; AWS's accept any credentials."
          + " SIGTERM or Ctrl-C ends it."
    })
public final class SimulatorCommand extends ToolCommand {

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      order = 1,
      description = "What the cluster is made of and what happens on it (YAML; docs/simulator.md).")
  private @Nullable Path scenario;

  @Option(
      names = "--example-scenario",
      order = 2,
      description = "Print a commented scenario and end.")
  private boolean example;

  @Option(
      names = "--speed",
      paramLabel = "N",
      order = 3,
      description = "Divide every simulated delay by N; times stay the machine's own (default: 1).")
  private double speed = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 4,
      description = "Seed of all chance (default: 1).")
  private long seed = 1;

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      order = 5,
      description = "Write the endpoints to FILE as JSON once all of them answer.")
  private @Nullable Path portsFile;

  @Option(
      names = "--marathon-port",
      paramLabel = "PORT",
      order = 6,
      description = "Marathon's port (default: a free one).")
  private int marathonPort;

  @Option(
      names = "--mesos-port",
      paramLabel = "PORT",
      order = 7,
      description = "The master's port (default: a free one).")
  private int mesosPort;

  @Option(
      names = "--aws-port",
      paramLabel = "PORT",
      order = 8,
      description = "AWS's port (default: a free one).")
  private int awsPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      order = 9,
      description = "The first registry's port (default: a free one).")
  private int registryPort;

  @Option(
      names = "--zookeeper-port",
      paramLabel = "PORT",
      order = 10,
      description = "ZooKeeper's port (default: a free one).")
  private int zookeeperPort;

  @Override
  protected ExitCode run(ToolRun run) throws Exception {
    if (example) {
      run.out().print(ScenarioReader.FILE.example());
      return ExitCode.DONE;
    }
    requireSane();
    Path file = scenario;
    Scenario read = file == null ? BuiltIn.scenario() : ScenarioReader.read(file).orThrow();
    var stop = run.stop();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServedWorld served = serve(read, threads)) {
      Path ports = portsFile;
      if (ports != null) {
        write(ports, served.endpoints());
      }
      run.answer(terminal -> table(served.endpoints(), terminal), () -> json(served.endpoints()));
      stop.await();
      if (ports != null) {
        Files.deleteIfExists(ports);
      }
    } finally {
      threads.shutdownNow();
    }
    return ExitCode.DONE;
  }

  private void requireSane() {
    if (!(speed >= 0.01 && speed <= 100_000)) {
      throw new ToolFailure(
          ExitCode.USAGE, "--speed must be between 0.01 and 100000, was " + speed + ".", "");
    }
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--marathon-port", marathonPort);
    ports.put("--mesos-port", mesosPort);
    ports.put("--aws-port", awsPort);
    ports.put("--registry-port", registryPort);
    ports.put("--zookeeper-port", zookeeperPort);
    ports.forEach(
        (option, port) -> {
          if (port < 0 || port > 65535) {
            throw new ToolFailure(
                ExitCode.USAGE, "%s must be 0 to 65535, was %d.".formatted(option, port), "");
          }
        });
  }

  private ServedWorld serve(Scenario read, ExecutorService threads) {
    try {
      return ServedWorld.start(
          read,
          new Ports(marathonPort, mesosPort, awsPort, registryPort, zookeeperPort),
          new ServedWorld.Running(seed, speed, InstantSource.system(), new SystemPause(), threads));
    } catch (ServingException | IOException e) {
      throw new ToolFailure(ExitCode.FAILED, "the simulator did not start: " + e.getMessage(), "");
    }
  }

  private static void write(Path file, Endpoints endpoints) {
    try {
      PortsFile.write(file, endpoints);
    } catch (IOException e) {
      throw new ToolFailure(
          ExitCode.FAILED,
          "the ports file %s could not be written: %s.".formatted(file, e.getMessage()),
          "Name a file in a folder that exists and can be written.");
    }
  }

  private String table(Endpoints endpoints, Terminal terminal) {
    Table table = new Table().column("service").column("endpoint");
    endpoints.marathons().forEach(url -> table.row("marathon", url));
    endpoints.masters().forEach(url -> table.row("mesos", url));
    table.row("aws", endpoints.aws());
    endpoints.registries().forEach((name, url) -> table.row("registry " + name, url));
    table.row("zookeeper", endpoints.zookeeper());
    return table.render(terminal)
        + "%nThe masters are also at zk://%s/mesos. Seed %d, speed %s. Ctrl-C ends it.%n"
            .formatted(endpoints.zookeeper(), seed, speed);
  }

  private static Map<String, Object> json(Endpoints endpoints) {
    return PortsFile.entries(endpoints);
  }
}
