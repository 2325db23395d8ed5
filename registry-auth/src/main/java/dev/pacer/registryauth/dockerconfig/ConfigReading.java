package dev.pacer.registryauth.dockerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges a config.json as the docker client would: one bad entry spoils it for all, at random. */
public final class ConfigReading {
  private static final Set<String> NAMES = Set.of("auths", "credHelpers", "credsStore");

  private ConfigReading() {}

  /**
   * What is found in a config.json.
   *
   * @param text the whole file
   * @param spoiled entries of {@code auths} that make the docker client lose others, by key
   * @param credsStore the helper that docker asks before {@code auths}
   * @param logins that a client finds; of a registry with several keys the one under its own key
   * @param legacy whether it is a .dockercfg
   */
  public record Found(
      String text,
      Map<String, String> spoiled,
      Optional<String> credsStore,
      Map<RegistryName, Login> logins,
      boolean legacy) {
    public Found {
      spoiled = Map.copyOf(spoiled);
      logins = Collections.unmodifiableMap(new LinkedHashMap<>(logins));
    }

    @Override
    public String toString() {
      return "config.json of %d characters".formatted(text.length());
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when docker could read none of it; says why, quoting nothing
   */
  public static Found read(byte[] file) {
    String text = text(file);
    JsonNode root = parse(text);
    if (!root.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    root.fieldNames()
        .forEachRemaining(
            name ->
                NAMES.stream()
                    .filter(known -> known.equalsIgnoreCase(name) && !known.equals(name))
                    .forEach(
                        known -> {
                          throw new IllegalArgumentException(
                              "docker takes its \"%s\" for \"%s\"".formatted(name, known));
                        }));
    JsonNode auths = requireObjectOrNothing(root, "auths");
    JsonNode helpers = requireObjectOrNothing(root, "credHelpers");
    helpers.forEach(
        helper -> {
          if (!helper.isTextual() && !helper.isNull()) {
            throw new IllegalArgumentException("a value of its \"credHelpers\" is no text");
          }
        });
    JsonNode store = root.path("credsStore");
    if (!store.isMissingNode() && !store.isNull() && !store.isTextual()) {
      throw new IllegalArgumentException("its \"credsStore\" is no text");
    }
    return new Found(
        text,
        spoiled(auths),
        Optional.ofNullable(store.textValue()).filter(name -> !name.isEmpty()),
        logins(auths),
        false);
  }

  /**
   * Reads a .dockercfg, which is all {@code auths}.
   *
   * @throws IllegalArgumentException when docker could read none of it; says why, quoting nothing
   */
  public static Found readLegacy(byte[] file) {
    String text = text(file);
    JsonNode root = parse(text);
    if (!root.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    return new Found(text, spoiled(root), Optional.empty(), logins(root), true);
  }

  private static Map<String, String> spoiled(JsonNode auths) {
    Map<String, String> spoiled = new LinkedHashMap<>();
    auths
        .properties()
        .forEach(
            entry -> trouble(entry.getValue()).ifPresent(why -> spoiled.put(entry.getKey(), why)));
    return spoiled;
  }

  private static Map<RegistryName, Login> logins(JsonNode auths) {
    Map<RegistryName, Login> logins = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : auths.properties()) {
      Optional<RegistryName> registry = RegistryName.ofConfigKey(entry.getKey());
      String auth = entry.getValue().path("auth").textValue();
      Optional<Login> login = auth == null ? Optional.empty() : Login.ofAuth(auth);
      if (registry.isPresent()
          && login.isPresent()
          && (entry.getKey().equals(registry.get().configKey())
              || !auths.has(registry.get().configKey()))) {
        logins.put(registry.get(), login.get());
      }
    }
    return logins;
  }

  private static String text(byte[] file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is no text in UTF-8");
    }
  }

  private static JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonShapeException e) {
      // Without its cause: a parser's message can quote the document.
      throw new IllegalArgumentException("it is no JSON, or has a name twice");
    }
  }

  private static JsonNode requireObjectOrNothing(JsonNode root, String name) {
    JsonNode node = root.path(name);
    if (node.isObject() || node.isMissingNode() || node.isNull()) {
      return node;
    }
    throw new IllegalArgumentException("its \"%s\" is no object".formatted(name));
  }

  /** Why the docker client would stop reading at an entry. */
  private static Optional<String> trouble(JsonNode entry) {
    if (entry.isNull()) {
      return Optional.empty();
    }
    if (!entry.isObject()) {
      return Optional.of("is no object");
    }
    List<String> wrong = new ArrayList<>();
    for (String name :
        List.of("auth", "email", "username", "password", "identitytoken", "registrytoken")) {
      JsonNode value = entry.path(name);
      if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
        wrong.add(name);
      }
    }
    if (!wrong.isEmpty()) {
      return Optional.of("has a value of \"%s\" that is no text".formatted(wrong.get(0)));
    }
    String written = entry.path("auth").textValue();
    // Go's decoder passes over line breaks.
    String auth = written == null ? "" : written.replaceAll("[\r\n]", "");
    if (auth.isEmpty()) {
      return Optional.empty();
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(auth);
    } catch (IllegalArgumentException e) {
      return Optional.of("has an \"auth\" that is no base64");
    }
    if (auth.length() % 4 != 0) {
      return Optional.of("has an \"auth\" that is no base64 with padding");
    }
    return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') < 0
        ? Optional.of("has an \"auth\" without a colon")
        : Optional.empty();
  }
}
