package dev.pacer.cluster.mesos;

import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.PeerAddress;
import dev.pacer.cluster.http.Request;
import dev.pacer.cluster.http.StreamReader;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** Agents over HTTP, at the ip of their pid, so that no name has to be known here. */
public final class HttpMesosAgents implements MesosAgents {
  private final Function<PeerAddress, HttpPeer> peers;
  private final boolean tls;
  private final Limits limits;

  /**
   * @param peers makes the HTTP side of an address, with credentials and retries
   * @param tls whether agents speak https (they are then called by hostname)
   */
  public HttpMesosAgents(Function<PeerAddress, HttpPeer> peers, boolean tls, Limits limits) {
    this.peers = peers;
    this.tls = tls;
    this.limits = limits;
  }

  @Override
  public AgentReport report(AgentAddress agent) {
    return get(agent, "/state", AgentReportReader::report);
  }

  @Override
  public List<ExecutorUse> statistics(AgentAddress agent) {
    return get(agent, "/monitor/statistics", AgentReportReader::statistics);
  }

  private <T> T get(AgentAddress agent, String target, StreamReader<T> reader) {
    String ip = agent.ip();
    String host = tls || ip == null ? agent.hostname() : ip;
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    URI url = URI.create((tls ? "https://" : "http://") + shown + ":" + agent.port());
    PeerAddress address = PeerAddress.of("the Mesos agent " + agent.hostname(), List.of(url));
    return peers.apply(address).stream(Request.get(target).within(limits), reader);
  }
}
