package dev.pacer.rehearsal.demo;

import java.util.function.Function;

/** One look at the world: what was waited for is there, or what is there instead. */
public sealed interface Look {

  /** It has come true. */
  record Seen(String what) implements Look {}

  /** Not yet; {@code instead} is what the world shows for now. */
  record NotYet(String instead) implements Look {}

  /** What must never be, is. */
  record Broken(String what) implements Look {}

  /** {@link Seen} or {@link NotYet}. */
  static Look when(boolean isSo, String what) {
    return isSo ? new Seen(what) : new NotYet(what);
  }

  /** What the world shows, whichever it is. */
  default String text() {
    return match(Seen::what, NotYet::instead, Broken::what);
  }

  /** One of the three, by kind. */
  default <T> T match(
      Function<Seen, T> onSeen, Function<NotYet, T> onNotYet, Function<Broken, T> onBroken) {
    if (this instanceof Seen seen) {
      return onSeen.apply(seen);
    }
    if (this instanceof NotYet notYet) {
      return onNotYet.apply(notYet);
    }
    return onBroken.apply((Broken) this);
  }
}
