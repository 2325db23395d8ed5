package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.UUID;
import java.util.function.Consumer;

/** Answers in EC2's dialect. */
final class Ec2Replies {

  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
  private static final String TYPE = "text/xml;charset=UTF-8";

  private Ec2Replies() {}

  static Reply answer(String action, UUID requestId, Consumer<Xml> parts) {
    Xml xml = new Xml().declaration().open(action + "Response", NAMESPACE);
    parts.accept(xml);
    xml.text("requestId", requestId.toString()).close();
    return Reply.of(200, TYPE, xml.bytes());
  }

  static Reply refusal(AwsError error, UUID requestId) {
    Xml xml = new Xml().declaration().open("Response");
    xml.part(
        "Errors",
        () ->
            xml.part(
                "Error", () -> xml.text("Code", error.code()).text("Message", error.message())));
    xml.text("RequestID", requestId.toString()).close();
    return Reply.of(error.status(), TYPE, xml.bytes());
  }
}
