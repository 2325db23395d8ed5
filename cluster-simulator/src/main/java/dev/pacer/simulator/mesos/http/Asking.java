package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Answers what has been understood, as the faults in force let it. */
final class Asking {

  private final MesosModel model;
  private final Turn turn;

  Asking(MesosModel model, Turn turn) {
    this.model = model;
    this.turn = turn;
  }

  /** To be called within the turn; what it returns, outside. */
  Supplier<Reply> begin(Ask ask) {
    Optional<Fault> fault = model.faults().next(ask.call());
    if (fault.isEmpty()) {
      return reply(ask, model.state());
    }
    return faulted(ask, fault.get());
  }

  private Supplier<Reply> reply(Ask ask, MesosState state) {
    if (ask instanceof Ask.Read read) {
      return () -> read.answer().apply(state);
    }
    Reply reply = ask instanceof Ask.Write write ? write.act().get() : ((Ask.Done) ask).reply();
    return () -> reply;
  }

  private Supplier<Reply> faulted(Ask ask, Fault fault) {
    if (fault instanceof Fault.Refuse refuse) {
      return () -> Replies.text(refuse.status(), refuse.message());
    }
    if (fault instanceof Fault.Partition) {
      return Reply::drop;
    }
    if (fault instanceof Fault.Drop drop) {
      if (drop.acted() && ask instanceof Ask.Write write) {
        Reply lost = write.act().get();
        model.simulation().record("mesos", "reply lost status=" + lost.status());
      }
      return Reply::drop;
    }
    if (fault instanceof Fault.Stale stale && ask instanceof Ask.Read read) {
      MesosState past = model.state(stale.by());
      return () -> read.answer().apply(past);
    }
    Supplier<Reply> right = reply(ask, model.state());
    if (fault instanceof Fault.Delay delay) {
      return () -> later(right.get(), delay.by());
    }
    if (fault instanceof Fault.Garble garble) {
      return () -> garbled(right.get(), garble);
    }
    return right;
  }

  private static Reply garbled(Reply right, Fault.Garble garble) {
    if (garble.keepBytes() >= 0) {
      return right.bytes().length == 0 ? Reply.drop() : right.cutAfter(garble.keepBytes());
    }
    return Reply.of(200, "text/html", garble.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Holds the reply back for a simulated while, on the connection's own thread. */
  private Reply later(Reply reply, Duration by) {
    CompletableFuture<Reply> due = new CompletableFuture<>();
    turn.take(() -> model.simulation().after(by, () -> due.complete(reply)));
    try {
      return due.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.drop();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a delayed reply cannot fail", e);
    }
  }
}
