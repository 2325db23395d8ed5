package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.mesos.MesosState;
import java.util.function.Function;
import java.util.function.Supplier;

/** A question or an order that has been understood, and the call that fault rules see. */
sealed interface Ask {

  Call call();

  /** Answered from a state, present or past, outside of the simulation's turn. */
  record Read(Call call, Function<MesosState, Reply> answer) implements Ask {}

  /** Acted on within the turn. */
  record Write(Call call, Supplier<Reply> act) implements Ask {}

  /** Already answered: refused before anything was looked at, or a stream begun. */
  record Done(Call call, Reply reply) implements Ask {}

  static Call call(String operation, String subject) {
    return new Call("mesos", operation, subject);
  }
}
