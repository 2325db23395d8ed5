package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.UUID;
import java.util.function.Consumer;

/** Answers of the query protocol. */
record QueryReplies(String namespace) {

  private static final String TYPE = "text/xml";

  /** An answer with a result. */
  Reply result(String action, UUID requestId, Consumer<Xml> result) {
    Xml xml = new Xml().open(action + "Response", namespace);
    xml.part(action + "Result", () -> result.accept(xml));
    return finish(xml, requestId);
  }

  /** An answer of an action that has no output. */
  Reply done(String action, UUID requestId) {
    return finish(new Xml().open(action + "Response", namespace), requestId);
  }

  private static Reply finish(Xml xml, UUID requestId) {
    xml.part("ResponseMetadata", () -> xml.text("RequestId", requestId.toString())).close();
    return Reply.of(200, TYPE, xml.bytes());
  }

  Reply refusal(AwsError error, UUID requestId) {
    Xml xml = new Xml().open("ErrorResponse", namespace);
    xml.part(
        "Error",
        () ->
            xml.text("Type", error.blame())
                .text("Code", error.code())
                .text("Message", error.message()));
    xml.text("RequestId", requestId.toString()).close();
    return Reply.of(error.status(), TYPE, xml.bytes());
  }
}
