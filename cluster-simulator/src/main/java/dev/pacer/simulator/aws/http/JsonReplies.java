package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests and answers of the JSON 1.1 protocol. */
final class JsonReplies {

  private static final String TYPE = "application/x-amz-json-1.1";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private JsonReplies() {}

  /** The object of a request; an empty body is an empty object. */
  static JsonNode read(WireRequest request) {
    String body = request.http().bodyText();
    try {
      JsonNode node = MAPPER.readTree(body.isBlank() ? "{}" : body);
      if (!node.isObject()) {
        throw malformed();
      }
      return node;
    } catch (JsonProcessingException e) {
      throw malformed();
    }
  }

  private static AwsError malformed() {
    return new AwsError(400, "SerializationException", "Start of structure or map expected.");
  }

  /** A text of a request; empty when it is not there. */
  static Optional<String> text(JsonNode request, String name) {
    JsonNode value = request.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** A list of texts of a request. */
  static List<String> texts(JsonNode request, String name) {
    List<String> all = new ArrayList<>();
    request.path(name).forEach(item -> all.add(item.asText()));
    return all;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static Reply answer(ObjectNode body) {
    return Reply.of(200, TYPE, bytes(body));
  }

  /** An answer of another version of the protocol. */
  static Reply of(int status, String type, ObjectNode body) {
    return Reply.of(status, type, bytes(body));
  }

  static Reply refusal(AwsError error, UUID requestId) {
    ObjectNode body = object();
    body.put("__type", error.code());
    if (!error.message().isEmpty()) {
      body.put("message", error.message());
      body.put("Message", error.message());
    }
    return Reply.of(error.status(), TYPE, bytes(body)).plus("x-amzn-ErrorType", error.code());
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }
}
