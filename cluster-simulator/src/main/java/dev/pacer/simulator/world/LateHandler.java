package dev.pacer.simulator.world;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;

/**
 * Answers for a face that is made later, because it must know its own port first; until then
 * connections are cut.
 */
final class LateHandler implements Handler {

  private volatile Handler face = request -> Reply.drop();

  void is(Handler made) {
    face = made;
  }

  @Override
  public Reply handle(Request request) {
    return face.handle(request);
  }
}
