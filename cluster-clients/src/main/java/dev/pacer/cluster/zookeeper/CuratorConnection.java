package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.time.PauseInterruptedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * One session with ZooKeeper, shared by an election, a store and candidates. It never sends a write
 * twice: Curator's own retries are off.
 *
 * <p>Every request is one that servers from 3.4 on (DC/OS) know.
 */
public final class CuratorConnection implements AutoCloseable {
  private static final int READ_TRIES = 2;

  private final CuratorFramework client;
  private final ZooKeeperSettings settings;
  private final AtomicLong disruptions = new AtomicLong();
  private final AtomicBoolean awaited = new AtomicBoolean();

  private CuratorConnection(CuratorFramework client, ZooKeeperSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** Starts connecting, and returns at once. */
  public static CuratorConnection open(ZooKeeperSettings settings) {
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT,
        Long.toString(settings.connectTimeout().toMillis()));
    // Curator would log in by Kerberos when a JAAS file happens to be there.
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(String.join(",", settings.hosts()))
            .sessionTimeoutMs(Math.toIntExact(settings.sessionTimeout().toMillis()))
            .connectionTimeoutMs(Math.toIntExact(settings.connectTimeout().toMillis()))
            .retryPolicy((retryCount, elapsedMillis, sleeper) -> false)
            .zkClientConfig(config)
            .ensembleTracker(false)
            .dontUseContainerParents();
    settings
        .credentials()
        .ifPresent(
            c ->
                builder.authorization(
                    "digest",
                    (c.user() + ":" + c.password().reveal()).getBytes(StandardCharsets.UTF_8)));
    CuratorConnection connection = new CuratorConnection(builder.build(), settings);
    connection
        .client
        .getConnectionStateListenable()
        .addListener((ignored, state) -> connection.changed(state));
    connection.client.start();
    return connection;
  }

  private void changed(ConnectionState state) {
    if (!state.isConnected() || state == ConnectionState.READ_ONLY) {
      disruptions.incrementAndGet();
    }
  }

  /** Waits for a connection, at most for {@code time}; whether there is one. */
  public boolean awaitConnected(Duration time) {
    try {
      return client.blockUntilConnected(Math.toIntExact(time.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PauseInterruptedException(e);
    }
  }

  /** Waits once, for the connection that {@link #open} has begun; afterwards says how it is now. */
  boolean awaitFirst() {
    return awaited.compareAndSet(false, true)
        ? awaitConnected(settings.connectTimeout())
        : connected();
  }

  /** Whether there is a connection just now. */
  public boolean connected() {
    return client.getZookeeperClient().isConnected();
  }

  ZooKeeperSettings settings() {
    return settings;
  }

  CuratorFramework client() {
    return client;
  }

  /** How often the connection has been lost or suspended; a change means that all is in doubt. */
  long disruptions() {
    return disruptions.get();
  }

  /** The present session. */
  long sessionId() {
    try {
      return client.getZookeeperClient().getZooKeeper().getSessionId();
    } catch (Exception e) {
      throw failure("connect", "/", e);
    }
  }

  /** After how long without a word the server ends the session, as negotiated. */
  Duration sessionTimeout() {
    int negotiated = client.getZookeeperClient().getLastNegotiatedSessionTimeoutMs();
    return negotiated > 0 ? Duration.ofMillis(negotiated) : settings.sessionTimeout();
  }

  /** A call to ZooKeeper. */
  interface Call<T> {
    T send(CuratorFramework client) throws Exception;
  }

  /** Reads; once more after a broken connection. A missing node is the caller's to catch. */
  <T> T read(String what, String path, Call<T> call) throws KeeperException.NoNodeException {
    for (int tries = 1; ; tries++) {
      try {
        return call.send(client);
      } catch (KeeperException.NoNodeException e) {
        throw e;
      } catch (Exception e) {
        if (tries == READ_TRIES || !connectionBroke(e)) {
          throw failure(what, path, e);
        }
      }
    }
  }

  /** Whether the request may have been carried out although no answer came. */
  static boolean connectionBroke(Exception e) {
    if (!(e instanceof KeeperException keeper)) {
      return false;
    }
    return switch (keeper.code()) {
      case CONNECTIONLOSS, OPERATIONTIMEOUT, REQUESTTIMEOUT, SESSIONEXPIRED, SESSIONMOVED -> true;
      default -> false;
    };
  }

  /** The exception for a read that failed. */
  PeerException failure(String what, String path, Exception e) {
    if (e instanceof PeerException already) {
      return already;
    }
    if (e instanceof InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PauseInterruptedException(interrupted);
    }
    if (e instanceof KeeperException.NoAuthException) {
      return new PeerRefusedException(
          call(
              what,
              path,
              "no access",
              settings.credentials().isPresent()
                  ? "The node belongs to another user: check the ZooKeeper user and password."
                  : "The node belongs to a user: configure the ZooKeeper user and password."));
    }
    if (connectionBroke(e) || !(e instanceof KeeperException)) {
      return new PeerUnreachableException(
          call(what, path, reason(e), "Check that ZooKeeper runs and can be reached from here."),
          e);
    }
    return new PeerAnswerException(call(what, path, reason(e), ""), e);
  }

  /** The facts of a failed read. */
  FailedCall call(String what, String path, String cameBack, String advice) {
    return new FailedCall(what, url(path), 0, cameBack, advice, false);
  }

  String url(String path) {
    return "zk://" + String.join(",", settings.hosts()) + path;
  }

  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.close();
  }
}
