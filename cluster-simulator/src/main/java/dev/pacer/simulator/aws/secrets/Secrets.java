package dev.pacer.simulator.aws.secrets;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets by name, each with versions that stages point at. */
public final class Secrets {

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  /** A value, as text or as base64 of bytes. */
  public record Value(Optional<String> text, Optional<String> binary) {
    @Override
    public String toString() {
      return text.isPresent() ? "a secret text" : "a secret binary";
    }
  }

  /** A version of a secret as it is answered. */
  public record Version(
      String arn,
      String name,
      String versionId,
      List<String> stages,
      Instant createdAt,
      Value value) {
    public Version {
      stages = List.copyOf(stages);
    }
  }

  private record Stored(String versionId, Instant createdAt, Value value) {}

  private static final class Secret {
    private final String arn;
    private final String name;
    private final Map<String, Stored> versions = new LinkedHashMap<>();
    private final Map<String, String> stages = new TreeMap<>();

    private Secret(String arn, String name) {
      this.arn = arn;
      this.name = name;
    }

    private Version version(Stored stored) {
      List<String> pointing = new ArrayList<>();
      stages.forEach(
          (stage, id) -> {
            if (id.equals(stored.versionId())) {
              pointing.add(stage);
            }
          });
      return new Version(
          arn, name, stored.versionId(), pointing, stored.createdAt(), stored.value());
    }
  }

  private final Simulation simulation;
  private final AccountId account;
  private final AwsIds ids;
  private final Map<String, Secret> byName = new TreeMap<>();

  public Secrets(Simulation simulation, AccountId account, AwsIds ids) {
    this.simulation = simulation;
    this.account = account;
    this.ids = ids;
  }

  /** A secret was created; the version is absent when it was created empty. */
  public record Created(String arn, String name, Optional<String> versionId) {}

  /**
   * Creates a secret, empty where no value is given; the same token again gives the same answer.
   */
  public Created create(String name, Optional<Value> value, Optional<String> token) {
    Secret existing = byName.get(name);
    if (existing != null) {
      if (token.isPresent() && value.isPresent() && existing.versions.containsKey(token.get())) {
        return new Created(existing.arn, name, token);
      }
      throw new AwsError(
          400,
          "ResourceExistsException",
          "The operation failed because the secret %s already exists.".formatted(name));
    }
    Secret secret =
        new Secret(
            account.arn("secretsmanager", "secret:" + name + "-" + ids.alphanumeric(6)), name);
    byName.put(name, secret);
    simulation.record("aws", "created secret " + name);
    return new Created(
        secret.arn, name, value.map(first -> store(secret, first, token, List.of()).versionId()));
  }

  /** Adds a version and moves the stages to it. */
  public Version put(String nameOrArn, Value value, Optional<String> token, List<String> stages) {
    Secret secret = require(nameOrArn);
    return store(secret, value, token, stages);
  }

  private Version store(Secret secret, Value value, Optional<String> token, List<String> stages) {
    String id = token.orElseGet(() -> ids.uuid().toString());
    Stored before = secret.versions.get(id);
    if (before != null) {
      if (before.value().equals(value)) {
        return secret.version(before);
      }
      throw new AwsError(
          400,
          "ResourceExistsException",
          "You can't use ClientRequestToken %s because that value is already in use for a version"
                  .formatted(id)
              + " of secret "
              + secret.arn
              + ".");
    }
    Stored stored = new Stored(id, simulation.instant(), value);
    secret.versions.put(id, stored);
    List<String> moved = stages.isEmpty() ? List.of(CURRENT) : stages;
    for (String stage : moved) {
      String last = secret.stages.put(stage, id);
      if (stage.equals(CURRENT) && last != null) {
        secret.stages.put(PREVIOUS, last);
      }
    }
    simulation.record("aws", "put version %s of secret %s".formatted(id, secret.name));
    return secret.version(stored);
  }

  /** The version of that id, or the one that the stage points at; the current one by default. */
  public Version get(String nameOrArn, Optional<String> versionId, Optional<String> stage) {
    Secret secret = require(nameOrArn);
    String wantedStage = stage.orElse(CURRENT);
    String id = versionId.orElseGet(() -> secret.stages.getOrDefault(wantedStage, ""));
    Stored stored = secret.versions.get(id);
    if (stored == null) {
      throw new AwsError(
          400,
          "ResourceNotFoundException",
          versionId.isPresent()
              ? "Secrets Manager can't find the specified secret value for VersionId: " + id
              : "Secrets Manager can't find the specified secret value for staging label: "
                  + wantedStage);
    }
    Version version = secret.version(stored);
    if (versionId.isPresent() && stage.isPresent() && !version.stages().contains(stage.get())) {
      throw new AwsError(
          400,
          "InvalidRequestException",
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    return version;
  }

  private Secret require(String nameOrArn) {
    for (Secret secret : byName.values()) {
      if (secret.name.equals(nameOrArn)
          || secret.arn.equals(nameOrArn)
          || secret.arn.substring(0, secret.arn.length() - 7).equals(nameOrArn)) {
        return secret;
      }
    }
    throw new AwsError(
        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }
}
