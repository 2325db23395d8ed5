package dev.pacer.cluster.marathon;

import dev.pacer.cluster.http.Method;
import dev.pacer.cluster.http.Request;
import java.util.function.Consumer;

/** The launch queue over HTTP. */
final class HttpMarathonQueue implements MarathonQueue {

  private final MarathonCalls calls;

  HttpMarathonQueue(MarathonCalls calls) {
    this.calls = calls;
  }

  @Override
  public void forEach(Offers offers, Consumer<? super QueueItem> each) {
    Request request = Request.get("/v2/queue");
    calls.stream(
        offers == Offers.LAST_UNUSED ? request.withQuery("embed", "lastUnusedOffers") : request,
        body -> {
          QueueReader.each(body, each);
          return true;
        });
  }

  @Override
  public boolean resetDelay(AppId id) {
    // Twice does no more than once.
    return calls.delete(
        Request.of(Method.DELETE, "/v2/queue" + id.path() + "/delay").withRepeatable(true));
  }
}
