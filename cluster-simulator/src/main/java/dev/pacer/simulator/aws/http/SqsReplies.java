package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import java.util.UUID;
import java.util.function.Consumer;

/** An answer of SQS in both of its forms. */
record SqsReplies(ObjectNode json, Consumer<Xml> result, boolean hasResult) {

  static final String JSON_TYPE = "application/x-amz-json-1.0";

  static final QueryReplies FORM = new QueryReplies("http://queue.amazonaws.com/doc/2012-11-05/");

  static SqsReplies of(ObjectNode json, Consumer<Xml> result) {
    return new SqsReplies(json, result, true);
  }

  /** An answer that says no more than that it is done. */
  static SqsReplies done() {
    return new SqsReplies(JsonReplies.object(), xml -> {}, false);
  }

  Reply write(WireRequest request, String action, UUID requestId) {
    if (SqsReading.isJson(request)) {
      return JsonReplies.of(200, JSON_TYPE, json);
    }
    return hasResult ? FORM.result(action, requestId, result) : FORM.done(action, requestId);
  }
}
