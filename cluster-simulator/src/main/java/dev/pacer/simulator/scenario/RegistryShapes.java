package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.simulator.registry.ImageStore;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How registries are written in a scenario. */
final class RegistryShapes {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  private RegistryShapes() {}

  private static final GroupShape<RegistryShape.Repository> IMAGES =
      Shapes.group(
          fields -> {
            Field<String> name =
                fields.required(
                    "name",
                    Shapes.text(REPOSITORY, "a repository like team/app", "team/app"),
                    "The repository's name.");
            Field<ImageStore.Access> access =
                fields.optional(
                    "access",
                    Shapes.choice(ImageStore.Access.class),
                    "users",
                    "Who may pull: users with a good password, everybody, or nobody (the password"
                        + " is good and has no right here).");
            Field<List<String>> tags =
                fields.optional(
                    "tags",
                    Shapes.listOf(Shapes.text(TAG, "a tag", "'1'")),
                    "[]",
                    "Its tags; each is an image of its own.");
            return v -> new RegistryShape.Repository(v.get(name), v.get(access), v.get(tags));
          });

  static final GroupShape<RegistryShape> REGISTRY =
      Shapes.group(
          fields -> {
            Field<String> name =
                fields.required(
                    "name",
                    Shapes.text(NAME, "lower-case letters, digits, dots, dashes", "registry"),
                    "Tells registries apart; the service of its realm.");
            Field<RegistryKind> kind =
                fields.optional(
                    "kind",
                    Shapes.choice(RegistryKind.class),
                    "ecr",
                    "How it asks for credentials: nobody's (open), Basic, a bearer token of its"
                        + " realm, or as Amazon ECR and ECR Public do, with the account's tokens.");
            Field<Map<String, String>> users =
                fields.optional(
                    "users",
                    Shapes.mapOf(Shapes.text(), Shapes.text()),
                    "{}",
                    "Passwords by user, for the kinds basic and bearer; no real ones.");
            Field<List<RegistryShape.Repository>> repositories =
                fields.optional("repositories", Shapes.listOf(IMAGES), "[]", "What can be pulled.");
            Field<Duration> bearer =
                fields.optional(
                    "bearerLifetime",
                    Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "5m",
                    "How long a token of its realm is good.");
            Field<RegistrySettings.RealmField> field =
                fields.optional(
                    "realmField",
                    Shapes.choice(RegistrySettings.RealmField.class),
                    "both",
                    "Where the realm's answer has the token: token, access-token (as Azure's), or"
                        + " both.");
            Field<RegistrySettings.ExpiredAnswer> expired =
                fields.optional(
                    "expiredAnswer",
                    Shapes.choice(RegistrySettings.ExpiredAnswer.class),
                    "text",
                    "How ECR says that a token is over: plain text, or a JSON error.");
            fields.rule(
                users,
                v ->
                    !v.get(users).isEmpty()
                        && v.get(kind) != RegistryKind.BASIC
                        && v.get(kind) != RegistryKind.BEARER,
                v -> "are for the kinds basic and bearer only");
            return v ->
                new RegistryShape(
                    v.get(name),
                    v.get(kind),
                    v.get(users),
                    v.get(repositories),
                    v.get(bearer),
                    v.get(field),
                    v.get(expired));
          });
}
