package dev.pacer.registryauth.config;

import dev.pacer.frame.config.ConfigurationFile;
import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.ScalarShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Timing;
import dev.pacer.registryauth.source.StaticFile;
import dev.pacer.registryauth.target.DirectorySettings;
import dev.pacer.registryauth.target.FileAccess;
import dev.pacer.registryauth.target.PublishedFile;
import dev.pacer.registryauth.verify.VerifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of {@code registry-auth.yaml}, declared once for reading and for the documents. */
public final class RegistryAuthFile {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+([._/-]+[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** The file. */
  public static final ConfigurationFile<RegistryAuthConfig> FILE =
      ConfigurationFile.declare(
          "registry-auth.yaml",
          "What registry-auth keeps fresh, and where it publishes.",
          1,
          fields -> {
            Field<Path> state =
                fields.required(
                    "stateDirectory",
                    Shapes.path(),
                    "A directory of our own (0700) for last good credentials and the lock.");
            Field<List<RegistryAuthConfig.Registry>> registries =
                fields.required(
                    "registries",
                    Shapes.listOf(registry()).atLeast(1),
                    "The registries; each fails and recovers apart from the others.");
            Field<List<RegistryAuthConfig.Directory>> directories =
                fields.required(
                    "directories",
                    Shapes.listOf(directory()).atLeast(1),
                    "Directories on this machine to publish in.");
            Field<Timing> timing = fields.section("timing", timing(), "When things are done.");
            return values ->
                new RegistryAuthConfig(
                    values.get(state),
                    values.get(registries),
                    values.get(directories),
                    values.get(timing));
          });

  private RegistryAuthFile() {}

  private static ScalarShape<String> name() {
    return Shapes.text(NAME, "1 to 64 letters, digits, dots, dashes or underscores", "shop");
  }

  private static ScalarShape<String> host() {
    return Shapes.checkedText("host[:port]", "registry.example:5000", RegistryName::new);
  }

  private static GroupShape<RegistryAuthConfig.Registry> registry() {
    return Shapes.group(
        fields -> {
          Field<String> name = fields.required("name", name(), "Its name in logs and metrics.");
          Field<List<String>> hosts =
              fields.required(
                  "hosts",
                  Shapes.listOf(host()).atLeast(1),
                  "The host[:port] that images name; further ones are other names of the same.");
          Field<StaticFile> login =
              fields.required("static", staticFile(), "A user, and a password in a file.");
          Field<VerifySettings> verify =
              fields.section("verify", verify(), "How a login is proven before it is published.");
          Field<Optional<Path>> ca =
              fields.maybe(
                  "caFile", Shapes.path(), "Certificates (PEM) to trust besides the system's.");
          Field<Boolean> required =
              fields.optional(
                  "required", Shapes.trueOrFalse(), "true", "Whether ready means with this one.");
          Field<Boolean> anonymous =
              fields.optional(
                  "anonymousOk",
                  Shapes.trueOrFalse(),
                  "false",
                  "Whether pulls work without a login, so that an expired one is taken out.");
          return values ->
              new RegistryAuthConfig.Registry(
                  values.get(name),
                  values.get(hosts).stream().map(RegistryName::new).toList(),
                  values.get(login),
                  values.get(verify),
                  values.get(ca),
                  new RegistryAuthConfig.Use(values.get(required), values.get(anonymous)));
        });
  }

  private static GroupShape<StaticFile> staticFile() {
    return Shapes.group(
        fields -> {
          Field<String> user = fields.required("user", Shapes.text(), "The user.");
          Field<Path> file =
              fields.required(
                  "passwordFile",
                  Shapes.path(),
                  "The file that holds the password; a changed one is found within 30 s.");
          Field<Optional<String>> ends =
              fields.maybe(
                  "expiresAt",
                  Shapes.checkedText("time", "2027-01-31T00:00:00Z", RegistryAuthFile::instant),
                  "When the password ends, if it does, for the alert.");
          return values ->
              new StaticFile(
                  values.get(user),
                  values.get(file),
                  values.get(ends).map(RegistryAuthFile::instant));
        });
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time like 2027-01-31T00:00:00Z", e);
    }
  }

  private static GroupShape<VerifySettings> verify() {
    return Shapes.group(
        fields -> {
          Field<Optional<String>> repository =
              fields.maybe(
                  "repository",
                  Shapes.text(REPOSITORY, "a repository like team/app", "team/app"),
                  "A private repository that the login must be able to pull from.");
          Field<String> tag =
              fields.optional(
                  "tag", Shapes.text(TAG, "a tag", "latest"), "latest", "Its tag; need not exist.");
          Field<Boolean> plain =
              fields.optional(
                  "plainHttp",
                  Shapes.trueOrFalse(),
                  "false",
                  "Whether the registry speaks HTTP without TLS; logins then go in the clear.");
          Field<List<String>> realms =
              fields.optional(
                  "realmHosts",
                  Shapes.listOf(host()),
                  "[]",
                  "Hosts besides the registry's own that may be its token server.");
          return values ->
              new VerifySettings(
                  values.get(repository),
                  values.get(tag),
                  values.get(plain),
                  Set.copyOf(values.get(realms)));
        });
  }

  private static GroupShape<RegistryAuthConfig.Directory> directory() {
    return Shapes.group(
        fields -> {
          Field<String> name = fields.required("name", name(), "Its name in logs and metrics.");
          Field<Path> path =
              fields.required(
                  "path", Shapes.path(), "The directory; only we and root may write there.");
          Field<List<PublishedFile>> files =
              fields.optional(
                  "files",
                  Shapes.listOf(Shapes.choice(PublishedFile.class)).atLeast(1),
                  "[archive, config-json]",
                  "What it holds: archive is docker.tar.gz, for the fetcher of Mesos.");
          Field<Optional<String>> owner =
              fields.maybe("owner", Shapes.text(), "The user that gets the files; else ours.");
          Field<Optional<String>> group =
              fields.maybe("group", Shapes.text(), "The group that may read them; else none.");
          Field<Boolean> world =
              fields.optional(
                  "worldReadable", Shapes.trueOrFalse(), "false", "Whether everybody may read.");
          Field<DirectorySettings.OnCorrupt> corrupt =
              fields.optional(
                  "onCorrupt",
                  Shapes.choice(DirectorySettings.OnCorrupt.class),
                  "refuse",
                  "What to do with a config.json there that docker could not read.");
          Field<List<String>> registries =
              fields.optional(
                  "registries",
                  Shapes.listOf(name()),
                  "[]",
                  "Names of the registries that belong there; none means all.");
          return values ->
              new RegistryAuthConfig.Directory(
                  values.get(name),
                  new DirectorySettings(
                      values.get(path),
                      Set.copyOf(values.get(files)),
                      new FileAccess(values.get(owner), values.get(group), values.get(world)),
                      values.get(corrupt)),
                  Set.copyOf(values.get(registries)));
        });
  }

  private static GroupShape<Timing> timing() {
    return Shapes.group(
        fields -> {
          Field<Duration> most =
              fields.optional(
                  "maxInterval",
                  Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
                  "6h",
                  "The longest time between two refreshes, however long a credential lives.");
          Field<Duration> canary =
              fields.optional(
                  "canary",
                  Shapes.duration(Duration.ofMinutes(1), Duration.ofDays(1)),
                  "15m",
                  "From one look at what is published to the next.");
          return values -> new Timing(values.get(most), values.get(canary));
        });
  }
}
