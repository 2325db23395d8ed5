package dev.pacer.simulator.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * A real ZooKeeper server, standalone, in this process and on 127.0.0.1 only; its data lives in a
 * folder of its own that goes with it. No admin server, no four-letter words, no JMX.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 200;

  private final Path folder;
  private final ZooKeeperServer server;
  private final NIOServerCnxnFactory connections;

  private EmbeddedZooKeeper(Path folder, ZooKeeperServer server, NIOServerCnxnFactory connections) {
    this.folder = folder;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Starts one.
   *
   * @param port 0: a free one
   * @param tick ZooKeeper's unit of time; sessions last between 2 and 20 of it
   * @throws IOException when the port is in use (the message says which) or the disk cannot be
   *     written
   */
  public static EmbeddedZooKeeper start(int port, Duration tick) throws IOException {
    // Read by ZooKeeper's classes when they load.
    System.setProperty("zookeeper.4lw.commands.whitelist", "");
    // Nothing here outlives the process, so nothing needs to be forced to the disk.
    System.setProperty("zookeeper.forceSync", "no");
    System.setProperty("zookeeper.preAllocSize", "64");
    // Without a bound ZooKeeper warns, on the stderr of a command that has nothing to complain of.
    System.setProperty("zookeeper.maxCnxns", "1000");
    Path folder = Files.createTempDirectory("pacer-zookeeper-");
    try {
      ZooKeeperServer server = new UnmanagedServer(folder, Math.toIntExact(tick.toMillis()));
      NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      try {
        connections.configure(address, MAX_CONNECTIONS);
      } catch (BindException e) {
        connections.shutdown();
        throw new IOException(
            "port %d on 127.0.0.1 is in use, so ZooKeeper cannot listen there: choose another, or 0 for a free one"
                .formatted(port),
            e);
      }
      connections.startup(server);
      return new EmbeddedZooKeeper(folder, server, connections);
    } catch (IOException e) {
      delete(folder);
      throw e;
    } catch (InterruptedException e) {
      delete(folder);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ZooKeeper started", e);
    }
  }

  /** {@code host:port} to connect to. */
  public String connectString() {
    return "127.0.0.1:" + connections.getLocalPort();
  }

  /** Where the data lives until it closes. */
  Path folder() {
    return folder;
  }

  /** Ends the session of this id as if its client had been silent for too long. */
  public void expire(long sessionId) {
    server.closeSession(sessionId);
  }

  @Override
  public void close() {
    connections.shutdown();
    server.shutdown(true);
    delete(folder);
  }

  /** A server that shows itself to no JMX: several in one process would fight over the names. */
  private static final class UnmanagedServer extends ZooKeeperServer {
    UnmanagedServer(Path folder, int tickMillis) throws IOException {
      super(folder.resolve("snapshots").toFile(), folder.resolve("log").toFile(), tickMillis);
    }

    @Override
    protected void registerJMX() {
      // Nobody manages it.
    }

    @Override
    protected void unregisterJMX() {
      // Nobody manages it.
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder, e);
    }
  }
}
