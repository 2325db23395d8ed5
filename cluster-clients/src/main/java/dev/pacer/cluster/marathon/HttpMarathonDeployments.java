package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Request;
import java.util.List;

/** Deployments over HTTP. */
final class HttpMarathonDeployments implements MarathonDeployments {

  private final MarathonCalls calls;

  HttpMarathonDeployments(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public List<Deployment> list() {
    return calls
        .peer()
        .read(
            Request.get("/v2/deployments"),
            reply -> MarathonCalls.objects(reply, DeploymentReader::deployment));
  }

  @Override
  public ChangeOutcome rollBack(DeploymentId id) {
    return calls.change(Request.of(Method.DELETE, target(id)), LockPolicy.RESPECT);
  }

  @Override
  public boolean abandon(DeploymentId id) {
    return calls.delete(Request.of(Method.DELETE, target(id)).withQuery("force", "true"));
  }

  private static String target(DeploymentId id) {
    return "/v2/deployments/" + id;
  }
}
