package dev.pacer.cluster.zookeeper;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Debian's ZooKeeper (package {@code libzookeeper-java}) as a process of its own on 127.0.0.1. Its
 * jars are looked for in {@code /usr/share/java}, or in the folder that {@code
 * PACER_ZOOKEEPER_JARS} names.
 */
final class ZooKeeperProcess implements AutoCloseable {
  private final Path jars;
  private final Path folder;
  private final int port;
  private Process process;

  ZooKeeperProcess(Path jars, Path folder) throws IOException {
    this.jars = jars;
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("zoo.cfg"),
        """
        tickTime=500
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        """
            .formatted(Files.createDirectories(folder.resolve("data")), port));
    start();
  }

  /** Where the jars are, if they are. */
  static Optional<Path> jars() {
    Path folder =
        Path.of(
            Objects.requireNonNullElse(System.getenv("PACER_ZOOKEEPER_JARS"), "/usr/share/java"));
    return Optional.of(folder).filter(f -> Files.isRegularFile(f.resolve("zookeeper.jar")));
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-Dzookeeper.forceSync=no",
                    "-cp",
                    jars.resolve("zookeeper.jar") + File.pathSeparator + jars + "/*",
                    "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                    folder.resolve("zoo.cfg").toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("zookeeper.log").toFile())
            .start();
    Await.until(() -> "ZooKeeper listens; its log: " + log(), this::listens);
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("ZooKeeper ended at once: " + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("zookeeper.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  void kill() {
    process.destroyForcibly();
    Await.until("ZooKeeper is dead", () -> !process.isAlive());
  }

  void freeze() throws Exception {
    signal("-STOP");
  }

  void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    int code = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill " + name + " ended with " + code);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
