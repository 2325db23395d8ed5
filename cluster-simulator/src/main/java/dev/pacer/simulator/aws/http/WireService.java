package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Caller;
import java.time.Instant;
import java.util.UUID;

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

  /** A refusal in the form of the protocol. */
  Reply refusal(WireRequest request, AwsError error, UUID requestId);
}
