package dev.pacer.cluster.zookeeper;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.api.transaction.TransactionOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * The records in ZooKeeper; one transaction per write, its first step the check of the epoch. Open
 * for a test that plants the error of leaving that step out.
 */
public class CuratorFencedStore implements FencedStore {
  /** The largest record, in bytes of UTF-8. */
  public static final int MAX_RECORD_BYTES = 256 * 1024;

  /** The largest transaction, in bytes of UTF-8; ZooKeeper itself takes just below 1 MiB. */
  public static final int MAX_TRANSACTION_BYTES = 768 * 1024;

  private final CuratorConnection connection;
  private final RecordTree tree;
  private final Set<String> folders = ConcurrentHashMap.newKeySet();

  /**
   * @param tool first folder below {@code /pacer}
   */
  public CuratorFencedStore(CuratorConnection connection, String tool, String cluster) {
    this.connection = connection;
    this.tree = new RecordTree(connection, tool, cluster);
  }

  @Override
  public Optional<StoredRecord> find(RecordKey key) {
    String path = tree.path(key);
    try {
      Stat stat = new Stat();
      byte[] data =
          connection.read("read", path, c -> c.getData().storingStatIn(stat).forPath(path));
      return Optional.of(new StoredRecord(key, decode(path, data), stat.getVersion()));
    } catch (KeeperException.NoNodeException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<StoredRecord> list(String kind) {
    String folder = tree.folder(kind);
    List<String> names;
    try {
      names = connection.read("list", folder, c -> c.getChildren().forPath(folder));
    } catch (KeeperException.NoNodeException e) {
      return List.of();
    }
    List<StoredRecord> records = new ArrayList<>();
    for (String name : names.stream().sorted().toList()) {
      find(key(kind, name)).ifPresent(records::add);
    }
    return List.copyOf(records);
  }

  private RecordKey key(String kind, String name) {
    try {
      return new RecordKey(kind, name);
    } catch (IllegalArgumentException e) {
      throw new PeerAnswerException(
          connection.call(
              "list",
              tree.folder(kind),
              String.valueOf(e.getMessage()),
              "Something else wrote there: look at it and delete it."),
          e);
    }
  }

  private String decode(String path, byte[] data) {
    if (data.length > MAX_RECORD_BYTES) {
      throw new PeerAnswerException(
          connection.call(
              "read",
              path,
              "%d bytes; a record has at most %d".formatted(data.length, MAX_RECORD_BYTES),
              "Something else wrote there: look at it and delete it."),
          null);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      throw new PeerAnswerException(
          connection.call(
              "read", path, "not UTF-8", "Something else wrote there: look at it and delete it."),
          e);
    }
  }

  @Override
  public WriteOutcome write(Term term, List<Change> changes) {
    return commit(term, changes);
  }

  @Override
  public WriteOutcome writeFreezes(List<Change> changes) {
    for (Change change : changes) {
      if (!change.key().kind().equals(RecordKey.FREEZES)) {
        throw new IllegalArgumentException(
            "only records of kind %s can be written without leadership, not %s"
                .formatted(RecordKey.FREEZES, change.key()));
      }
    }
    return commit(null, changes);
  }

  private WriteOutcome commit(@Nullable Term term, List<Change> changes) {
    requireBounded(changes);
    if (!connection.connected()
        && !connection.awaitConnected(connection.settings().connectTimeout())) {
      return new WriteOutcome.NotWritten("no connection to " + connection.url(tree.epoch()));
    }
    List<CuratorOp> ops = new ArrayList<>();
    try {
      tree.prepare();
      for (Change change : changes) {
        if (change instanceof Change.Create && folders.add(change.key().kind())) {
          tree.prepareFolder(change.key().kind());
        }
      }
      if (term != null) {
        ops.addAll(fence(term));
      }
      for (Change change : changes) {
        ops.add(op(change));
      }
    } catch (PeerException e) {
      folders.clear();
      return new WriteOutcome.NotWritten(e.call().sentence());
    } catch (Exception e) {
      throw new IllegalStateException("could not put a transaction together", e);
    }
    int fences = ops.size() - changes.size();
    try {
      List<CuratorTransactionResult> results = connection.client().transaction().forOperations(ops);
      return new WriteOutcome.Written(
          results.subList(fences, results.size()).stream()
              .map(CuratorFencedStore::version)
              .toList());
    } catch (Exception e) {
      return failed(e, term, fences, changes);
    }
  }

  /** The steps that fail when the term is over. */
  List<CuratorOp> fence(Term term) throws Exception {
    return List.of(
        connection
            .client()
            .transactionOp()
            .check()
            .withVersion(term.fence())
            .forPath(tree.epoch()));
  }

  private CuratorOp op(Change change) throws Exception {
    TransactionOp op = connection.client().transactionOp();
    String path = tree.path(change.key());
    if (change instanceof Change.Create create) {
      return op.create().withACL(tree.ownAcl()).forPath(path, bytes(create.text()));
    }
    if (change instanceof Change.Update update) {
      return op.setData().withVersion(update.version()).forPath(path, bytes(update.text()));
    }
    return op.delete().withVersion(((Change.Delete) change).version()).forPath(path);
  }

  private static int version(CuratorTransactionResult result) {
    return switch (result.getType()) {
      case CREATE -> 0;
      case SET_DATA -> result.getResultStat().getVersion();
      default -> -1;
    };
  }

  private WriteOutcome failed(Exception e, @Nullable Term term, int fences, List<Change> changes) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new WriteOutcome.Unknown("asked to stop while ZooKeeper was writing");
    }
    if (!(e instanceof KeeperException keeper) || CuratorConnection.connectionBroke(e)) {
      return new WriteOutcome.Unknown(
          "no answer from %s: %s"
              .formatted(connection.url(tree.epoch()), CuratorConnection.reason(e)));
    }
    int step = failedStep(keeper);
    if (term != null && step >= 0 && step < fences) {
      return new WriteOutcome.Deposed(
          "epoch %d is over: a newer leader has taken office".formatted(term.epoch()));
    }
    if (step >= fences) {
      RecordKey key = changes.get(step - fences).key();
      if (keeper instanceof KeeperException.NoNodeException) {
        // Also when somebody removed the folder: it is looked for again before the next write.
        folders.clear();
      }
      String conflict = conflict(keeper);
      if (conflict != null) {
        return new WriteOutcome.Conflict(key, key + conflict);
      }
    }
    return new WriteOutcome.NotWritten(
        connection.failure("write", tree.epoch(), e).call().sentence());
  }

  private static @Nullable String conflict(KeeperException e) {
    return switch (e.code()) {
      case NODEEXISTS -> " exists already";
      case NONODE -> " does not exist";
      case BADVERSION -> " was changed by somebody else";
      default -> null;
    };
  }

  /** The step that ZooKeeper names as the one that failed; -1 when it names none. */
  private static int failedStep(KeeperException e) {
    List<OpResult> results = e.getResults();
    if (results == null) {
      return -1;
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof OpResult.ErrorResult error
          && error.getErr() == e.code().intValue()) {
        return i;
      }
    }
    return -1;
  }

  private void requireBounded(List<Change> changes) {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("a write needs at least one change");
    }
    int total = 0;
    for (Change change : changes) {
      int size = 0;
      if (change instanceof Change.Create create) {
        size = bytes(create.text()).length;
      } else if (change instanceof Change.Update update) {
        size = bytes(update.text()).length;
      }
      if (size > MAX_RECORD_BYTES) {
        throw new IllegalArgumentException(
            "record %s has %d bytes, at most %d are allowed"
                .formatted(change.key(), size, MAX_RECORD_BYTES));
      }
      total += size + tree.path(change.key()).length() + 100;
    }
    if (total > MAX_TRANSACTION_BYTES) {
      throw new IllegalArgumentException(
          "%d changes have %d bytes together, at most %d are allowed in one write"
              .formatted(changes.size(), total, MAX_TRANSACTION_BYTES));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
