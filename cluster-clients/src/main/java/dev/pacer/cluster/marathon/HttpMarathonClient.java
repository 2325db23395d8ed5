package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.Optional;

/** Marathon over HTTP, with one list of URLs of equal servers. */
public final class HttpMarathonClient implements MarathonClient {

  private final MarathonCalls calls;
  private final MarathonApps apps;
  private final MarathonGroups groups;
  private final MarathonPods pods;
  private final MarathonTasks tasks;
  private final MarathonQueue queue;
  private final MarathonDeployments deployments;

  /** With the usual limits: long lists may have 1 GiB and take a minute. */
  public HttpMarathonClient(HttpPeer peer) {
    this(peer, Limits.LONG_LIST);
  }

  /**
   * With limits of its own.
   *
   * @param longList for reads that grow with the cluster
   */
  public HttpMarathonClient(HttpPeer peer, Limits longList) {
    calls = new MarathonCalls(peer, longList);
    apps = new HttpMarathonApps(calls);
    groups = new HttpMarathonGroups(calls);
    pods = new HttpMarathonPods(calls);
    tasks = new HttpMarathonTasks(calls);
    queue = new HttpMarathonQueue(calls);
    deployments = new HttpMarathonDeployments(calls);
  }

  @Override
  public MarathonApps apps() {
    return apps;
  }

  @Override
  public MarathonGroups groups() {
    return groups;
  }

  @Override
  public MarathonPods pods() {
    return pods;
  }

  @Override
  public MarathonTasks tasks() {
    return tasks;
  }

  @Override
  public MarathonQueue queue() {
    return queue;
  }

  @Override
  public MarathonDeployments deployments() {
    return deployments;
  }

  @Override
  public MarathonInfo info() {
    return calls
        .peer()
        .read(Request.get("/v2/info"), reply -> InfoReader.info(Json.parseObject(reply)));
  }

  @Override
  public Optional<String> leader() {
    return calls.find(
        Request.get("/v2/leader"), reply -> Json.parseObject(reply).requireText("leader"));
  }

  @Override
  public boolean abdicateLeader() {
    return calls.delete(Request.of(Method.DELETE, "/v2/leader"));
  }

  @Override
  public boolean ping() {
    Request request = Request.get("/ping").withHeader("Accept", "text/plain");
    Reply reply = calls.peer().send(request);
    if (!reply.isSuccess()) {
      throw calls.peer().failure(request, reply);
    }
    return reply.text().contains("pong");
  }
}
