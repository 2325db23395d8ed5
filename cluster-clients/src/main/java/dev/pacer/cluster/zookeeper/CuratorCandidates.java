package dev.pacer.cluster.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;

/**
 * Reads candidates from ZooKeeper, and again only after a watch has told of a change or the
 * connection was disturbed.
 */
public final class CuratorCandidates implements Candidates {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int SEQUENCE_DIGITS = 10;

  private record Asked(String path, String prefix) {}

  private record Seen(List<Candidate> candidates, long disruptions) {}

  private final CuratorConnection connection;
  private final Map<Asked, Seen> seen = new ConcurrentHashMap<>();

  public CuratorCandidates(CuratorConnection connection) {
    this.connection = connection;
  }

  @Override
  public List<Candidate> find(String path, String prefix) {
    Asked asked = new Asked(path, prefix);
    long disruptions = connection.disruptions();
    Seen known = seen.get(asked);
    if (known != null && known.disruptions() == disruptions && connection.connected()) {
      return known.candidates();
    }
    CuratorWatcher forget = event -> seen.remove(asked);
    List<Candidate> candidates = new ArrayList<>();
    try {
      // A mark that the watch removes, so that an answer older than a change is not kept.
      Seen pending = new Seen(List.of(), -1);
      seen.put(asked, pending);
      List<String> names =
          connection.read("list", path, c -> c.getChildren().usingWatcher(forget).forPath(path));
      for (String name : names) {
        if (name.startsWith(prefix) && name.matches(".*[0-9]{" + SEQUENCE_DIGITS + "}")) {
          read(path, name, candidates);
        }
      }
      candidates.sort(Comparator.comparingLong(Candidate::sequence));
      List<Candidate> found = List.copyOf(candidates);
      // Only if no watch has removed the mark meanwhile.
      seen.replace(asked, pending, new Seen(found, disruptions));
      return found;
    } catch (KeeperException.NoNodeException e) {
      seen.remove(asked);
      return List.of();
    }
  }

  private void read(String path, String name, List<Candidate> into) {
    String node = path.equals("/") ? "/" + name : path + "/" + name;
    try {
      byte[] data = connection.read("read", node, c -> c.getData().forPath(node));
      String text =
          data == null || data.length > MAX_BYTES ? "" : new String(data, StandardCharsets.UTF_8);
      long sequence = Long.parseLong(name.substring(name.length() - SEQUENCE_DIGITS));
      into.add(new Candidate(name, sequence, text));
    } catch (KeeperException.NoNodeException e) {
      // Gone between the two questions: no candidate any more.
    }
  }
}
