package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Handler;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Limits;
import dev.pacer.frame.http.Listening;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.kernel.Turn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A simulated AWS on a free port, on a virtual clock that the test moves. */
public final class ServedAws implements AutoCloseable {

  private static final class Locked implements Turn {
    @Override
    public synchronized <T> T take(Supplier<T> question) {
      return question.get();
    }
  }

  private final TestAws aws;
  private final Turn turn = new Locked();
  private final List<Duration> pauses = new ArrayList<>();
  private final HttpServing serving;

  public ServedAws(TestAws aws) {
    this(aws, face -> face);
  }

  /** With something between the network and the face, such as a planted error. */
  public ServedAws(TestAws aws, UnaryOperator<Handler> between) {
    this.aws = aws;
    Handler face = new AwsFace(aws.model, turn, pauses::add);
    this.serving =
        HttpServing.start(Listening.loopback(0), Limits.forSimulator(), between.apply(face));
  }

  public URI uri() {
    return serving.uri();
  }

  public TestAws aws() {
    return aws;
  }

  /** How long answers were held back, in order. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  public void advance(long seconds) {
    turn.take(
        () -> {
          aws.advance(seconds);
          return true;
        });
  }

  /** Looks at the model while nobody else does. */
  public <T> T look(Supplier<T> question) {
    return turn.take(question);
  }

  @Override
  public void close() {
    serving.close();
  }
}
