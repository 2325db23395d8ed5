package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Reply;
import dev.pacer.cluster.http.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Groups over HTTP. */
final class HttpMarathonGroups implements MarathonGroups {

  private final MarathonCalls calls;

  HttpMarathonGroups(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<Group> find(GroupId id) {
    return calls.find(Request.get(target(id)), reply -> GroupReader.group(Json.parseObject(reply)));
  }

  @Override
  public Optional<Definition> findDefinition(GroupId id) {
    return calls.find(
        Request.get(target(id)),
        reply -> new Definition(Json.write(Json.parseObject(reply).node())));
  }

  @Override
  public List<Version> versions(GroupId id) {
    return calls.versions(target(id) + "/versions", MarathonCalls::texts);
  }

  @Override
  public ChangeOutcome create(Definition group, LockPolicy lock) {
    DefinitionReader.check(group);
    return calls.change(Method.POST, "/v2/groups", group.json(), lock);
  }

  @Override
  public ChangeOutcome put(GroupId id, Definition group, LockPolicy lock) {
    DefinitionReader.checkUpdate(group);
    return calls.change(Method.PUT, target(id), group.json(), lock);
  }

  @Override
  public DryRun dryRun(GroupId id, Definition group) {
    DefinitionReader.checkUpdate(group);
    Request request =
        Request.json(Method.PUT, target(id), group.json())
            .withQuery("dryRun", "true")
            .withRepeatable(true);
    Reply reply = calls.peer().send(request);
    if (!reply.isSuccess()) {
      return new DryRun.Refused(calls.outcome(request, reply));
    }
    return calls
        .peer()
        .decode(
            request,
            reply,
            r -> {
              JsonObject json = Json.parseObject(r);
              return new DryRun.Steps(Json.convert(json, DeploymentReader::steps));
            });
  }

  @Override
  public ChangeOutcome scaleBy(GroupId id, BigDecimal factor, LockPolicy lock) {
    if (factor.signum() < 0 || factor.precision() > 20 || Math.abs((long) factor.scale()) > 20) {
      throw new IllegalArgumentException("a factor is a number from 0 up, with 20 digits at most");
    }
    return calls.change(
        Method.PUT, target(id), "{\"scaleBy\":" + factor.toPlainString() + "}", lock);
  }

  @Override
  public ChangeOutcome rollBackTo(GroupId id, Version version, LockPolicy lock) {
    return calls.change(Method.PUT, target(id), "{\"version\":\"" + version + "\"}", lock);
  }

  @Override
  public ChangeOutcome enforceRole(GroupId id, boolean enforce) {
    return calls.change(
        Request.json(Method.PATCH, target(id), "{\"enforceRole\":" + enforce + "}"));
  }

  @Override
  public ChangeOutcome delete(GroupId id, LockPolicy lock) {
    return calls.change(Request.of(Method.DELETE, target(id)), lock);
  }

  private static String target(GroupId id) {
    return "/v2/groups" + (id.isRoot() ? "" : id.path());
  }
}
