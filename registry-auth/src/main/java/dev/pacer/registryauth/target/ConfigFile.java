package dev.pacer.registryauth.target;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigMerge;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A config.json or .dockercfg in a directory, which others may write too: read, judged, merged. */
final class ConfigFile {
  /** Docker takes no lock; twice in a row is somebody's loop. */
  private static final int ATTEMPTS = 2;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final SafeDirectory directory;
  private final PublishedFile kind;
  private final DirectorySettings settings;
  private final String writer;

  ConfigFile(
      SafeDirectory directory, PublishedFile kind, DirectorySettings settings, String writer) {
    this.directory = directory;
    this.kind = kind;
    this.settings = settings;
    this.writer = writer;
  }

  Path path() {
    return directory.path().resolve(kind.fileName());
  }

  /**
   * What it holds; empty when it is not there.
   *
   * @throws IllegalArgumentException when docker could read none of it; says why
   */
  Optional<ConfigReading.Found> find() throws IOException {
    return directory.read(kind.fileName()).map(this::found);
  }

  private ConfigReading.Found found(byte[] bytes) {
    return kind == PublishedFile.DOCKERCFG
        ? ConfigReading.readLegacy(bytes)
        : ConfigReading.read(bytes);
  }

  /** The logins that a consumer finds in it; none when it is not there or cannot be read. */
  Map<RegistryName, Login> logins() throws IOException {
    try {
      return find().map(ConfigReading.Found::logins).orElse(Map.of());
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /**
   * Looks whether our logins can be put into it.
   *
   * @throws UnsafePlaceException when not; names the mend
   */
  void requireUsable() throws IOException {
    Optional<byte[]> there = directory.read(kind.fileName());
    if (there.isPresent()) {
      judged(there.get());
    }
  }

  /** What it holds; empty when it cannot be read and is to be replaced. */
  private Optional<ConfigReading.Found> judged(byte[] bytes) throws UnsafePlaceException {
    ConfigReading.Found found;
    try {
      found = found(bytes);
    } catch (IllegalArgumentException e) {
      requireReplacing("docker cannot read %s: %s".formatted(path(), e.getMessage()), e);
      return Optional.empty();
    }
    if (found.credsStore().isPresent()) {
      throw new UnsafePlaceException(
          "docker would ask the credential helper of %s (credsStore) before any login in it"
              .formatted(path()),
          "Take credsStore out of it, or publish to another directory");
    }
    if (!found.spoiled().isEmpty()) {
      String key = new TreeSet<>(found.spoiled().keySet()).first();
      requireReplacing(
          "the entry \"%s\" of %s %s, which makes docker lose other entries at random"
              .formatted(shown(key), path(), found.spoiled().get(key)),
          null);
    }
    return Optional.of(found);
  }

  private void requireReplacing(String what, @Nullable Throwable cause)
      throws UnsafePlaceException {
    if (settings.onCorrupt() == DirectorySettings.OnCorrupt.REFUSE) {
      throw new UnsafePlaceException(
          what, "Mend it, or let it be replaced (onCorrupt: replace keeps a copy)", cause);
    }
  }

  private static String shown(String key) {
    String plain = key.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= 80 ? plain : plain.substring(0, 80);
  }

  /**
   * Makes it hold these logins of the registries owned.
   *
   * @return whether it was written
   */
  boolean write(Map<RegistryName, Login> logins, Set<RegistryName> owned, Instant now)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<String> state = directory.state(kind.fileName());
      Optional<byte[]> there = directory.read(kind.fileName());
      Optional<ConfigReading.Found> found =
          there.isEmpty() ? Optional.empty() : judged(there.get());
      byte[] next =
          found
              .map(
                  it ->
                      new ConfigMerge(logins, owned, it.spoiled().keySet())
                          .into(it)
                          .getBytes(StandardCharsets.UTF_8))
              .orElseGet(() -> fresh(logins));
      requireMeaning(next, logins);
      if (there.isPresent()
          && Arrays.equals(there.get(), next)
          && directory.isOwned(kind.fileName(), settings.access())) {
        return false;
      }
      boolean corrupt = there.isPresent() && (found.isEmpty() || !found.get().spoiled().isEmpty());
      if (corrupt) {
        String copy = kind.fileName() + ".corrupt-" + TIME.format(now);
        directory.replace(copy, there.get(), FileAccess.OURS, writer);
      }
      if (directory.replaceUnchanged(kind.fileName(), next, settings.access(), writer, state)) {
        return true;
      }
    }
    throw new IOException("%s is being written by somebody else".formatted(path()));
  }

  private byte[] fresh(Map<RegistryName, Login> logins) {
    return kind == PublishedFile.DOCKERCFG
        ? DockerConfig.legacyOf(logins)
        : DockerConfig.of(logins);
  }

  /** A merge that went wrong must not reach a consumer. */
  private void requireMeaning(byte[] next, Map<RegistryName, Login> logins) {
    ConfigReading.Found read = found(next);
    if (!read.spoiled().isEmpty() || !read.logins().entrySet().containsAll(logins.entrySet())) {
      throw new IllegalStateException("the merge into " + path() + " lost a login");
    }
  }

  /** Whether docker finds exactly this login for a registry: no alias, no helper of its own. */
  boolean isPlain(ConfigReading.Found found, Map<RegistryName, Login> logins) {
    return new ConfigMerge(logins, logins.keySet(), Set.of()).into(found).equals(found.text());
  }
}
