package dev.pacer.simulator.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.ecr.RegistryTokens;
import dev.pacer.simulator.aws.ecr.Repositories;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** ECR on the wire. */
final class EcrWire implements WireService {

  private static final int MOST_REGISTRIES = 10;

  private final AwsModel model;

  EcrWire(AwsModel model) {
    this.model = model;
  }

  @Override
  public String action(WireRequest request) {
    return request.targetAction();
  }

  @Override
  public String subject(WireRequest request) {
    return "";
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    JsonNode body = JsonReplies.read(request);
    return switch (action) {
      case "GetAuthorizationToken" -> token(body);
      case "DescribeRepositories" -> repositories(body);
      case "CreateRepository" -> createRepository(body);
      default -> throw AwsProtocol.JSON.unknownAction(action);
    };
  }

  private Reply token(JsonNode body) {
    List<String> registries = JsonReplies.texts(body, "registryIds");
    if (registries.size() > MOST_REGISTRIES) {
      throw invalid("registryIds", MOST_REGISTRIES);
    }
    ObjectNode reply = JsonReplies.object();
    ArrayNode data = reply.putArray("authorizationData");
    if (registries.isEmpty()) {
      write(data.addObject(), model.registryTokens().issue());
    }
    for (String registry : registries) {
      write(data.addObject(), model.registryTokens().issue(registry));
    }
    return JsonReplies.answer(reply);
  }

  private static AwsError invalid(String what, int most) {
    return new AwsError(
        400,
        "InvalidParameterException",
        ("Invalid parameter at '%s' failed to satisfy constraint: 'Member must have length less"
                + " than or equal to %d'")
            .formatted(what, most));
  }

  private static void write(ObjectNode data, RegistryTokens.Token token) {
    data.put("authorizationToken", token.authorizationToken());
    data.put("expiresAt", Times.epoch(token.expiresAt()));
    data.put("proxyEndpoint", token.proxyEndpoint());
  }

  private Reply repositories(JsonNode body) {
    ObjectNode reply = JsonReplies.object();
    ArrayNode all = reply.putArray("repositories");
    model
        .repositories()
        .find(JsonReplies.texts(body, "repositoryNames"))
        .forEach(repository -> write(all.addObject(), repository));
    return JsonReplies.answer(reply);
  }

  private Reply createRepository(JsonNode body) {
    String name =
        JsonReplies.text(body, "repositoryName").orElseThrow(() -> invalid("repositoryName", 256));
    ObjectNode reply = JsonReplies.object();
    write(reply.putObject("repository"), model.repositories().create(name));
    return JsonReplies.answer(reply);
  }

  private static void write(ObjectNode to, Repositories.Repository repository) {
    to.put("repositoryArn", repository.arn());
    to.put("registryId", repository.registryId());
    to.put("repositoryName", repository.name());
    to.put("repositoryUri", repository.uri());
    to.put("createdAt", Times.epoch(repository.createdAt()));
    to.put("imageTagMutability", "MUTABLE");
    to.putObject("imageScanningConfiguration").put("scanOnPush", false);
    to.putObject("encryptionConfiguration").put("encryptionType", "AES256");
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    return JsonReplies.refusal(error, requestId);
  }
}
