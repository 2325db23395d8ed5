package dev.pacer.simulator.world;

import dev.pacer.cluster.time.Pause;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.simulator.aws.http.AwsFace;
import dev.pacer.simulator.kernel.WallClockTurn;
import dev.pacer.simulator.marathon.http.MarathonServer;
import dev.pacer.simulator.mesos.MasterAddress;
import dev.pacer.simulator.mesos.http.MasterFace;
import dev.pacer.simulator.registry.RegistryModel;
import dev.pacer.simulator.registry.http.RegistryFace;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.zookeeper.Announcements;
import dev.pacer.simulator.zookeeper.EmbeddedZooKeeper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * A world that answers on 127.0.0.1: every master and Marathon on a port of its own, all of AWS on
 * one, every registry on its own, and a real ZooKeeper where masters and Marathons announce
 * themselves.
 */
public final class ServedWorld implements AutoCloseable {

  private static final Duration ZOOKEEPER_TICK = Duration.ofMillis(500);

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final World world;
  private final WallClockTurn turn;
  private final Endpoints endpoints;

  /**
   * How a served world is run.
   *
   * @param seed of all chance
   * @param speed every simulated delay is divided by it
   * @param clock the machine's own
   * @param pause waits of the machine's own time, for delayed answers
   * @param threads where the world's clock and its announcements run: two tasks at a time
   */
  public record Running(
      long seed, double speed, InstantSource clock, Pause pause, Executor threads) {}

  /**
   * Starts everything. When this returns, all endpoints answer.
   *
   * @throws IOException when ZooKeeper cannot be started
   * @throws dev.pacer.frame.http.ServingException when a port cannot be had; says which
   */
  public static ServedWorld start(Scenario scenario, Ports ports, Running running)
      throws IOException {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return new ServedWorld(scenario, ports, running, opened);
    } catch (IOException | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  private ServedWorld(Scenario scenario, Ports ports, Running running, Deque<AutoCloseable> opened)
      throws IOException {
    EmbeddedZooKeeper zookeeper = EmbeddedZooKeeper.start(ports.zookeeper(), ZOOKEEPER_TICK);
    opened.push(zookeeper);
    Late masters = listen(scenario.mesos().masters(), ports.mesos(), opened);
    Late marathons = listen(scenario.marathon().servers(), ports.marathon(), opened);
    Late aws = listen(1, ports.aws(), opened);
    Late registries = listen(scenario.registries().size(), ports.registry(), opened);

    Addresses addresses =
        new Addresses(
            masters.ports().stream().map(port -> new MasterAddress("127.0.0.1", port)).toList(),
            marathons.ports().stream().map(port -> "127.0.0.1:" + port).toList());
    world =
        World.start(
            scenario, running.clock().instant(), running.seed(), running.speed(), addresses);
    turn = new WallClockTurn(world.simulation(), running.clock());
    opened.push(turn);

    Announcements announcements = new Announcements(zookeeper.connectString());
    opened.push(announcements);
    new Announcing(announcements, running.threads()).follow(world);

    for (int i = 0; i < addresses.masters().size(); i++) {
      masters.handlers().get(i).is(new MasterFace(world.mesos(), i, turn));
    }
    for (int i = 0; i < addresses.marathons().size(); i++) {
      marathons
          .handlers()
          .get(i)
          .is(
              new MarathonServer(
                  world.marathon(),
                  addresses.marathons().get(i),
                  turn,
                  running.pause(),
                  zookeeper.connectString()));
    }
    aws.handlers().get(0).is(new AwsFace(world.aws(), turn, running.pause()));
    Map<String, String> registryUrls = new LinkedHashMap<>();
    for (int i = 0; i < world.registries().all().size(); i++) {
      RegistryModel registry = world.registries().all().get(i);
      registries.handlers().get(i).is(new RegistryFace(registry, turn, running.pause()));
      registryUrls.put(registry.settings().name(), registries.urls().get(i));
    }
    running.threads().execute(turn);

    endpoints =
        new Endpoints(
            marathons.urls(),
            masters.urls(),
            aws.urls().get(0),
            registryUrls,
            zookeeper.connectString());
    toClose.addAll(opened);
  }

  /** Servers that listen already and are told later what they answer. */
  private record Late(List<LateHandler> handlers, List<Integer> ports) {
    List<String> urls() {
      return ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }
  }

  private static Late listen(int count, int firstPort, Deque<AutoCloseable> opened) {
    List<LateHandler> handlers = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LateHandler handler = new LateHandler();
      HttpServing serving =
          HttpServing.start(
              Listening.loopback(i == 0 ? firstPort : 0), Limits.forSimulator(), handler);
      opened.push(serving);
      handlers.add(handler);
      ports.add(serving.port());
    }
    return new Late(handlers, ports);
  }

  public World world() {
    return world;
  }

  /** How to get at the world from outside its own thread. */
  public WallClockTurn turn() {
    return turn;
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public void close() {
    closeAll(toClose);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        RuntimeException wrapped =
            e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        if (first == null) {
          first = wrapped;
        } else {
          first.addSuppressed(wrapped);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
