package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.secrets.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Secrets Manager on the wire. */
final class SecretsWire implements WireService {

  private final AwsModel model;

  SecretsWire(AwsModel model) {
    this.model = model;
  }

  @Override
  public String action(WireRequest request) {
    return request.targetAction();
  }

  @Override
  public String subject(WireRequest request) {
    try {
      JsonNode body = JsonReplies.read(request);
      return JsonReplies.text(body, "SecretId").or(() -> JsonReplies.text(body, "Name")).orElse("");
    } catch (AwsError malformed) {
      return "";
    }
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    JsonNode body = JsonReplies.read(request);
    return switch (action) {
      case "CreateSecret" -> create(body);
      case "PutSecretValue" -> put(body);
      case "GetSecretValue" -> get(body);
      default -> throw AwsProtocol.JSON.unknownAction(action);
    };
  }

  private static String require(JsonNode body, String name) {
    return JsonReplies.text(body, name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "ValidationException",
                    ("1 validation error detected: Value null at '%s' failed to satisfy"
                            + " constraint: Member must not be null")
                        .formatted(QueryParameters.lowerCamel(name))));
  }

  private static Optional<Secrets.Value> value(JsonNode body) {
    Optional<String> text = JsonReplies.text(body, "SecretString");
    Optional<String> binary = JsonReplies.text(body, "SecretBinary");
    if (text.isPresent() && binary.isPresent()) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "You can't specify both a binary secret value and a string secret value in the same"
              + " secret.");
    }
    return text.isEmpty() && binary.isEmpty()
        ? Optional.empty()
        : Optional.of(new Secrets.Value(text, binary));
  }

  private Reply create(JsonNode body) {
    Secrets.Created created =
        model
            .secrets()
            .create(
                require(body, "Name"), value(body), JsonReplies.text(body, "ClientRequestToken"));
    ObjectNode reply = JsonReplies.object();
    reply.put("ARN", created.arn());
    reply.put("Name", created.name());
    created.versionId().ifPresent(id -> reply.put("VersionId", id));
    return JsonReplies.answer(reply);
  }

  private Reply put(JsonNode body) {
    Secrets.Value value =
        value(body)
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "InvalidRequestException",
                        "You must provide either SecretString or SecretBinary."));
    List<String> stages = JsonReplies.texts(body, "VersionStages");
    Secrets.Version version =
        model
            .secrets()
            .put(
                require(body, "SecretId"),
                value,
                JsonReplies.text(body, "ClientRequestToken"),
                stages);
    ObjectNode reply = head(version);
    version.stages().forEach(reply.putArray("VersionStages")::add);
    return JsonReplies.answer(reply);
  }

  private static ObjectNode head(Secrets.Version version) {
    ObjectNode reply = JsonReplies.object();
    reply.put("ARN", version.arn());
    reply.put("Name", version.name());
    reply.put("VersionId", version.versionId());
    return reply;
  }

  private Reply get(JsonNode body) {
    Secrets.Version version =
        model
            .secrets()
            .get(
                require(body, "SecretId"),
                JsonReplies.text(body, "VersionId"),
                JsonReplies.text(body, "VersionStage"));
    ObjectNode reply = head(version);
    version.stages().forEach(reply.putArray("VersionStages")::add);
    reply.put("CreatedDate", Times.epoch(version.createdAt()));
    version.value().text().ifPresent(text -> reply.put("SecretString", text));
    version.value().binary().ifPresent(binary -> reply.put("SecretBinary", binary));
    return JsonReplies.answer(reply);
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    return JsonReplies.refusal(error, requestId);
  }
}
