package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One service of AWS on the wire. */
interface WireService {

  /** The action that is asked for, as AWS names it. */
  String action(WireRequest request);

  /** What the call is about, for fault rules; empty for nothing in particular. */
  String subject(WireRequest request);

  /** What a denial says the call is about. */
  default String resource(WireRequest request) {
    return "*";
  }

  /**
   * Acts and answers.
   *
   * @throws AwsError when it is refused
   */
  Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId);

  /**
   * How an answer that has nothing yet may become one that has.
   *
   * @param patience how long to ask again, in simulated time
   * @param ask the answer, once there is something
   */
  record Poll(Duration patience, Supplier<Optional<Reply>> ask) {}

  /** What to wait for before the answer is sent; empty for most. */
  default Optional<Poll> poll(WireRequest request, Reply reply) {
    return Optional.empty();
  }

  /** A refusal in the form of the protocol. */
  Reply refusal(WireRequest request, AwsError error, UUID requestId);
}
