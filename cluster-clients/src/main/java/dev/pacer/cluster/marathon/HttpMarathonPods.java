package dev.pacer.cluster.marathon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pacer.cluster.http.Body;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Pods over HTTP. */
final class HttpMarathonPods implements MarathonPods {

  private final MarathonCalls calls;

  HttpMarathonPods(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public List<PodSpec> list() {
    return calls
        .peer()
        .read(Request.get("/v2/pods"), reply -> MarathonCalls.objects(reply, PodReader::spec));
  }

  @Override
  public Optional<PodAtVersion> find(AppId id) {
    return calls.find(Request.get(target(id)), HttpMarathonPods::atVersion);
  }

  @Override
  public List<Definition> definitions() {
    return calls
        .peer()
        .read(
            Request.get("/v2/pods"),
            reply -> MarathonCalls.objects(reply, pod -> new Definition(Json.write(pod.node()))));
  }

  @Override
  public List<PodStatus> statuses() {
    return calls
        .peer()
        .read(
            Request.get("/v2/pods/::status"),
            reply -> MarathonCalls.objects(reply, PodReader::status));
  }

  @Override
  public Optional<PodStatus> findStatus(AppId id) {
    return calls.find(
        Request.get(target(id) + "::status"), reply -> PodReader.status(Json.parseObject(reply)));
  }

  @Override
  public List<Version> versions(AppId id) {
    return calls.versions(target(id) + "::versions", MarathonCalls::texts);
  }

  @Override
  public Optional<PodAtVersion> findVersion(AppId id, Version version) {
    return calls.find(
        Request.get(target(id) + "::versions/" + Request.encode(version.toString())),
        HttpMarathonPods::atVersion);
  }

  private static PodAtVersion atVersion(Reply reply) {
    return new PodAtVersion(
        PodReader.spec(Json.parseObject(reply)), new Definition(reply.text().strip()));
  }

  @Override
  public ChangeOutcome create(Definition pod, LockPolicy lock) {
    DefinitionReader.check(pod);
    return calls.change(Method.POST, "/v2/pods", pod.json(), lock);
  }

  @Override
  public ChangeOutcome replace(AppId id, Definition pod, LockPolicy lock) {
    DefinitionReader.checkUpdate(pod);
    return calls.change(Method.PUT, target(id), pod.json(), lock);
  }

  @Override
  public ChangeOutcome delete(AppId id, LockPolicy lock) {
    return calls.change(Request.of(Method.DELETE, target(id)), lock);
  }

  @Override
  public List<InstanceId> killInstances(AppId id, Collection<InstanceId> instances, Wipe wipe) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    instances.forEach(instance -> ids.add(instance.value()));
    Request request =
        Request.of(Method.DELETE, target(id) + "::instances")
            .withBody(Body.json(Json.write(ids)))
            .withQuery("wipe", String.valueOf(wipe == Wipe.GIVE_UP));
    return calls
        .peer()
        .read(
            request,
            reply ->
                MarathonCalls.objects(
                    reply, json -> new InstanceId(json.requireText("instanceId"))));
  }

  private static String target(AppId id) {
    return "/v2/pods" + id.path();
  }
}
