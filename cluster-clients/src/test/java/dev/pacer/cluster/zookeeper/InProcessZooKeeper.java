package dev.pacer.cluster.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** ZooKeeper's own server in this process, on 127.0.0.1; it can be stopped and started again. */
final class InProcessZooKeeper implements AutoCloseable {
  private static final int TICK_MILLIS = 500;

  private final Path folder;
  private int port;
  private ZooKeeperServer server;
  private NIOServerCnxnFactory connections;

  InProcessZooKeeper(Path folder) {
    System.setProperty("zookeeper.forceSync", "no");
    System.setProperty("zookeeper.preAllocSize", "64");
    this.folder = folder;
    start();
  }

  /** Starts with the data there is, on the port it had before. */
  void start() {
    try {
      server =
          new ZooKeeperServer(
              folder.resolve("snapshots").toFile(), folder.resolve("log").toFile(), TICK_MILLIS);
      server.setMaxSessionTimeout(120_000);
      connections = new NIOServerCnxnFactory();
      connections.configure(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 200);
      connections.startup(server);
      port = connections.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("ZooKeeper did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void stop() {
    connections.shutdown();
    server.shutdown(true);
  }

  int port() {
    return port;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** Ends a session as if its client had been silent for too long. */
  void expire(long session) {
    server.closeSession(session);
  }

  @Override
  public void close() {
    stop();
  }
}
