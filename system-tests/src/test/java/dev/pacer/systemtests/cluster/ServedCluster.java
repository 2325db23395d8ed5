package dev.pacer.systemtests.cluster;

import dev.pacer.cluster.time.SystemPause;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.world.Endpoints;
import dev.pacer.simulator.world.Ports;
import dev.pacer.simulator.world.ServedWorld;
import dev.pacer.simulator.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A world served on free loopback ports by this process, and our real clients for it. */
public final class ServedCluster implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Clients clients = new Clients();
  private final ServedWorld served;
  private final double speed;

  private ServedCluster(Scenario scenario, double speed) throws IOException {
    this.speed = speed;
    this.served =
        ServedWorld.start(
            scenario,
            Ports.free(),
            new ServedWorld.Running(1, speed, InstantSource.system(), new SystemPause(), threads));
  }

  public static ServedCluster start(Scenario scenario, double speed) {
    try {
      return new ServedCluster(scenario, speed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Endpoints endpoints() {
    return served.endpoints();
  }

  /** What the masters' own {@code --zk} flag would say. */
  public String mastersInZooKeeper() {
    return "zk://" + endpoints().zookeeper() + "/mesos";
  }

  public Clients clients() {
    return clients;
  }

  public Awaiting awaiting() {
    return new ServedAwaiting(speed);
  }

  /** Looks at the simulated world itself, or changes it, while nobody else does. */
  public <T> T inWorld(Function<World, T> question) {
    return served.turn().take(() -> question.apply(served.world()));
  }

  @Override
  public void close() {
    clients.close();
    served.close();
    threads.shutdownNow();
  }
}
