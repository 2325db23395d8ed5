package dev.pacer.registryauth.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what an agent has in {@code --docker_config}; passwords are looked at and not kept. */
public final class AgentLoginsReader {

  /** Registry host grammar of registry-credentials 2.3. */
  private static final Pattern ECR =
      Pattern.compile("[0-9]{12}\\.dkr[.-]ecr(-fips)?\\.[a-z0-9][a-z0-9_-]*\\..+");

  private AgentLoginsReader() {}

  /**
   * The logins in a flag's text, or in a file that it would name.
   *
   * @throws IllegalArgumentException when it is no JSON object
   */
  public static LintFacts.AgentLogins read(int agents, String host, String json) {
    JsonNode root;
    try {
      root = Json.parse(json);
    } catch (JsonShapeException e) {
      throw new IllegalArgumentException("is not JSON", e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("is no JSON object");
    }
    boolean hasAuths = root.path("auths").isObject();
    Set<RegistryName> registries = new HashSet<>();
    Set<RegistryName> tokens = new HashSet<>();
    (hasAuths ? root.get("auths") : root)
        .properties()
        .forEach(
            entry -> {
              Optional<RegistryName> name = RegistryName.ofConfigKey(entry.getKey());
              String auth = entry.getValue().path("auth").asText();
              if (name.isPresent() && !auth.isEmpty()) {
                registries.add(name.get());
                if (isEcrToken(name.get(), auth)) {
                  tokens.add(name.get());
                }
              }
            });
    return new LintFacts.AgentLogins(agents, host, registries, tokens, hasAuths);
  }

  private static boolean isEcrToken(RegistryName name, String auth) {
    if (ECR.matcher(name.host()).matches()) {
      return true;
    }
    try {
      String login = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      return login.startsWith("AWS:");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
