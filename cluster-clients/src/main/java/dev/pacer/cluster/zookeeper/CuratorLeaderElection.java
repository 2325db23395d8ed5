package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * An election by ephemeral sequential nodes: the lowest leads. Power is lost at once when the
 * connection is suspended, and comes back under the same epoch only if the next campaign finds the
 * same node, of the same session, still there.
 */
public final class CuratorLeaderElection implements LeaderElection {

  /** What was true when ZooKeeper was last asked. */
  private record Confirmed(Term term, String node, long atNanos, long disruptions) {}

  private final CuratorConnection connection;
  private final RecordTree tree;
  private final String participant;
  private final LongSupplier nanoTime;
  private final Duration margin;

  private volatile @Nullable Confirmed confirmed;
  private volatile Standing lastWithout = new Standing.Lost("has not campaigned yet");

  /**
   * @param tool first folder below {@code /pacer}
   * @param participant unique among all instances and their restarts; names the candidate's node
   * @param nanoTime a clock that is never set, in nanoseconds
   * @param margin how long before the session could end the leader stops by itself
   */
  public CuratorLeaderElection(
      CuratorConnection connection,
      String tool,
      String cluster,
      String participant,
      LongSupplier nanoTime,
      Duration margin) {
    RecordKey.requireName("participant", participant);
    this.connection = connection;
    this.tree = new RecordTree(connection, tool, cluster);
    this.participant = participant;
    this.nanoTime = nanoTime;
    this.margin = margin;
  }

  @Override
  public Standing standing() {
    Confirmed known = confirmed;
    if (known == null) {
      Standing without = lastWithout;
      return connection.connected() || without instanceof Standing.Lost
          ? without
          : new Standing.Lost("no connection to " + connection.url(tree.election()));
    }
    if (known.disruptions() != connection.disruptions() || !connection.connected()) {
      return new Standing.Lost(
          "the connection to ZooKeeper was lost in epoch %d and has not been confirmed since"
              .formatted(known.term().epoch()));
    }
    long age = nanoTime.getAsLong() - known.atNanos();
    if (age >= connection.sessionTimeout().minus(margin).toNanos()) {
      return new Standing.Lost(
          "epoch %d was last confirmed %d ms ago; the session may have ended"
              .formatted(known.term().epoch(), Duration.ofNanos(age).toMillis()));
    }
    return new Standing.Leader(known.term());
  }

  @Override
  public synchronized Standing campaign() {
    long disruptions = connection.disruptions();
    long askedAt = nanoTime.getAsLong();
    try {
      if (!connection.connected() && !connection.awaitFirst()) {
        return without(new Standing.Lost("no connection to " + connection.url(tree.election())));
      }
      tree.prepare();
      String node = ownNode();
      List<String> candidates = candidates();
      if (!node.equals(candidates.get(0))) {
        confirmed = null;
        return without(new Standing.Standby("candidate " + candidates.get(0) + " leads"));
      }
      Optional<Term> term = stillInOffice(node);
      if (term.isEmpty()) {
        confirmed = null;
        term = takeOffice(node);
      }
      if (term.isEmpty()) {
        return without(new Standing.Standby("another candidate took office at the same time"));
      }
      confirmed = new Confirmed(term.get(), node, askedAt, disruptions);
      return standing();
    } catch (PeerException e) {
      return without(new Standing.Lost(e.call().sentence()));
    }
  }

  /** Without power; a term that was confirmed stays remembered, as its node may still be there. */
  private Standing without(Standing standing) {
    lastWithout = standing;
    Confirmed known = confirmed;
    if (standing instanceof Standing.Lost && known != null) {
      // -1 is never equal: Lost until a campaign confirms it again.
      confirmed = new Confirmed(known.term(), known.node(), known.atNanos(), -1);
    }
    return standing;
  }

  /** The name of this participant's node in the present session; made when there is none. */
  private String ownNode() {
    String prefix = participant + "-";
    @Nullable String own = null;
    try {
      for (String name : candidates()) {
        if (!isOwn(name)) {
          continue;
        }
        String path = tree.election() + "/" + name;
        Stat stat = connection.read("look for", path, c -> c.checkExists().forPath(path));
        if (stat == null) {
          continue;
        }
        if (own == null && stat.getEphemeralOwner() == connection.sessionId()) {
          own = name;
        } else {
          // Of a session of ours that has ended, or made twice because an answer was lost.
          delete(path);
        }
      }
      if (own != null) {
        return own;
      }
      String path =
          RecordTree.create(
              connection.client(),
              tree.election() + "/" + prefix,
              CreateMode.EPHEMERAL_SEQUENTIAL,
              tree.ownAcl(),
              participant.getBytes(StandardCharsets.UTF_8));
      return path.substring(path.lastIndexOf('/') + 1);
    } catch (Exception e) {
      throw connection.failure("stand for", tree.election(), e);
    }
  }

  private boolean isOwn(String name) {
    return name.length() == participant.length() + 11 && name.startsWith(participant + "-");
  }

  /** All candidates, the lowest sequence number first. */
  private List<String> candidates() {
    List<String> names;
    try {
      names =
          connection.read("list", tree.election(), c -> c.getChildren().forPath(tree.election()));
    } catch (KeeperException.NoNodeException e) {
      throw connection.failure("list", tree.election(), e);
    }
    return names.stream()
        .filter(name -> name.matches(".*-[0-9]{10}"))
        .sorted(Comparator.comparing(name -> name.substring(name.length() - 10)))
        .toList();
  }

  /** The term already held, if this node took office and nobody has taken it since. */
  private Optional<Term> stillInOffice(String node) {
    Confirmed known = confirmed;
    if (known == null || !known.node().equals(node)) {
      return Optional.empty();
    }
    Stat stat = new Stat();
    readEpoch(stat);
    return stat.getVersion() == known.term().fence() ? Optional.of(known.term()) : Optional.empty();
  }

  /** Raises the epoch in one transaction that also checks that the node is there. */
  private Optional<Term> takeOffice(String node) {
    Stat stat = new Stat();
    long epoch = readEpoch(stat) + 1;
    CuratorFramework client = connection.client();
    String path = tree.election() + "/" + node;
    byte[] data = EpochJson.write(epoch, participant).getBytes(StandardCharsets.UTF_8);
    try {
      List<CuratorTransactionResult> results =
          client
              .transaction()
              .forOperations(
                  client.transactionOp().check().forPath(path),
                  client
                      .transactionOp()
                      .setData()
                      .withVersion(stat.getVersion())
                      .forPath(tree.epoch(), data));
      return Optional.of(new Term(epoch, results.get(1).getResultStat().getVersion()));
    } catch (KeeperException.BadVersionException | KeeperException.NoNodeException e) {
      return Optional.empty();
    } catch (Exception e) {
      throw connection.failure("raise", tree.epoch(), e);
    }
  }

  private long readEpoch(Stat stat) {
    try {
      byte[] data =
          connection.read(
              "read", tree.epoch(), c -> c.getData().storingStatIn(stat).forPath(tree.epoch()));
      return EpochJson.read(data);
    } catch (KeeperException.NoNodeException e) {
      throw connection.failure("read", tree.epoch(), e);
    } catch (IllegalArgumentException e) {
      throw new PeerAnswerException(
          connection.call(
              "read",
              tree.epoch(),
              String.valueOf(e.getMessage()),
              "A newer version may have written it: do not go back further than one release."),
          e);
    }
  }

  private void delete(String path) throws Exception {
    try {
      connection
          .client()
          .transaction()
          .forOperations(connection.client().transactionOp().delete().forPath(path));
    } catch (KeeperException.NoNodeException e) {
      // Gone already.
    }
  }

  @Override
  public synchronized void resign() {
    confirmed = null;
    lastWithout = new Standing.Lost("has resigned");
    if (!connection.connected()) {
      return;
    }
    try {
      for (String name : candidates()) {
        if (isOwn(name)) {
          delete(tree.election() + "/" + name);
        }
      }
    } catch (Exception e) {
      // The session's end removes the node a little later; power is given up already.
      lastWithout = new Standing.Lost("has resigned; " + CuratorConnection.reason(e));
    }
  }

  @Override
  public void close() {
    resign();
  }
}
