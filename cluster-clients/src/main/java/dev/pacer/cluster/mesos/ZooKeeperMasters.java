package dev.pacer.cluster.mesos;

import dev.pacer.cluster.FailedCall;
import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.zookeeper.Candidate;
import dev.pacer.cluster.zookeeper.Candidates;
import dev.pacer.cluster.zookeeper.ZooKeeperUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Masters as they announce themselves in ZooKeeper: {@code json.info_…}, the lowest leads. */
public final class ZooKeeperMasters implements Masters {
  private static final String PREFIX = "json.info_";

  private final Candidates candidates;
  private final ZooKeeperUrl url;
  private final boolean tls;

  /**
   * @param tls whether masters speak https (they are then called by hostname, which their
   *     certificates name; else by ip)
   */
  public ZooKeeperMasters(Candidates candidates, ZooKeeperUrl url, boolean tls) {
    this.candidates = candidates;
    this.url = url;
    this.tls = tls;
  }

  @Override
  public Found find() {
    List<Candidate> standing = candidates.find(url.path(), PREFIX);
    if (standing.isEmpty()) {
      throw new PeerUnreachableException(
          call(
              url.toString(),
              "no Mesos master stands there",
              "Check the path, and that masters run."),
          null);
    }
    List<URI> urls = new ArrayList<>();
    Set<String> trusted = new LinkedHashSet<>();
    String leaderPid = "";
    for (Candidate candidate : standing) {
      MasterReader.Announced master = read(candidate);
      if (urls.isEmpty()) {
        leaderPid = master.pid();
      }
      String host = tls ? master.hostname() : master.ip();
      String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
      urls.add(URI.create((tls ? "https://" : "http://") + shown + ":" + master.port()));
      trusted.add(master.hostname() + ":" + master.port());
      trusted.add(master.ip() + ":" + master.port());
    }
    return new Found(new PeerAddress(NAME, urls, trusted), leaderPid);
  }

  private MasterReader.Announced read(Candidate candidate) {
    try {
      return MasterReader.announced(candidate.text());
    } catch (JsonShapeException | IllegalArgumentException e) {
      throw new PeerAnswerException(
          call(
              url + "/" + candidate.name(),
              String.valueOf(e.getMessage()),
              "Is this the path of the Mesos masters' own --zk flag?"),
          e);
    }
  }

  private static FailedCall call(String place, String cameBack, String advice) {
    return new FailedCall("read", place, 0, cameBack, advice, false);
  }
}
