package dev.pacer.registryauth.target;

import dev.pacer.cluster.time.Pause;
import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.ledger.Ledger;
import dev.pacer.registryauth.ledger.LedgerJson;
import dev.pacer.registryauth.ledger.Succession;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.Target;
import dev.pacer.registryauth.publish.TargetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A directory on this machine: {@code .docker/config.json}, {@code .dockercfg} and {@code
 * docker.tar.gz} in it, each replaced as a whole. Beside them lie a lock and the ledger, from which
 * several writers know which of two logins is the better one.
 */
public final class DirectoryTarget implements Target {
  static final String LEDGER = ".pacer-ledger.json";
  private static final String DOT_DOCKER = ".docker";

  /** The lock keeps writers apart; the age is for file systems where locks are not kept. */
  private static final Duration LEFT_OVER = Duration.ofMinutes(1);

  /**
   * What is handed in.
   *
   * @param writer a text of letters, digits and dashes that no other writer has, not even one in
   *     another container
   * @param steps told of each step of writing
   */
  public record Outside(
      InstantSource clock, Pause pause, String writer, Consumer<WriteStep.Reached> steps) {}

  private final TargetId id;
  private final DirectorySettings settings;
  private final Set<RegistryName> owned;
  private final Outside outside;

  /** A target that owns these registries; of others it keeps what is there. */
  public DirectoryTarget(
      TargetId id, DirectorySettings settings, Set<RegistryName> owned, Outside outside) {
    this.id = id;
    this.settings = settings;
    this.owned = Set.copyOf(owned);
    this.outside = outside;
  }

  @Override
  public TargetId id() {
    return id;
  }

  @Override
  public PublishOutcome publish(CredentialSet credentials) {
    try (SafeDirectory root = SafeDirectory.open(settings.directory(), outside.steps());
        DirectoryLock lock = DirectoryLock.take(root, outside.pause())) {
      return publishLocked(lock.directory(), credentials);
    } catch (UnsafePlaceException e) {
      return new PublishOutcome.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new PublishOutcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  private PublishOutcome publishLocked(SafeDirectory root, CredentialSet credentials)
      throws IOException {
    Instant now = outside.clock().instant();
    requireRead(root);
    try (Configs configs = configs(root, true)) {
      for (ConfigFile file : configs.files()) {
        file.requireUsable();
      }
      removeLeftOvers(root, configs, now.minus(LEFT_OVER));
      List<Map<RegistryName, Login>> there = new ArrayList<>();
      for (ConfigFile file : configs.files()) {
        there.add(file.logins());
      }
      there.add(archived(root));
      Succession next = Succession.decide(credentials, there, ledger(root), now);
      // First, so that a crash after it leaves no login that it does not know.
      replace(root, LEDGER, LedgerJson.write(next.ledger()), FileAccess.OURS);
      boolean changed = settings.has(PublishedFile.ARCHIVE) && writeArchive(root, next.logins());
      for (ConfigFile file : configs.files()) {
        changed |= file.write(next.logins(), owned, now);
      }
      return new PublishOutcome.Published(changed, next.kept());
    }
  }

  /** Docker reads a .dockercfg only where there is no config.json. */
  private void requireRead(SafeDirectory root) throws IOException {
    if (settings.has(PublishedFile.DOCKERCFG) && !settings.has(PublishedFile.CONFIG_JSON)) {
      Path config = root.path().resolve(DOT_DOCKER).resolve("config.json");
      if (Files.exists(config, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafePlaceException(
            "docker would read %s and never our .dockercfg".formatted(config),
            "Publish config.json too, or move that file away");
      }
    }
  }

  /** The files that are merged, with the directory that one of them is in. */
  private record Configs(List<ConfigFile> files, Optional<SafeDirectory> dotDocker)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (dotDocker.isPresent()) {
        dotDocker.get().close();
      }
    }
  }

  private Configs configs(SafeDirectory root, boolean make) throws IOException {
    List<ConfigFile> files = new ArrayList<>();
    Optional<SafeDirectory> dotDocker = Optional.empty();
    if (settings.has(PublishedFile.CONFIG_JSON)) {
      dotDocker =
          Optional.of(make ? root.inside(DOT_DOCKER, settings.access()) : root.inside(DOT_DOCKER));
      files.add(config(dotDocker.get(), PublishedFile.CONFIG_JSON));
    }
    if (settings.has(PublishedFile.DOCKERCFG)) {
      files.add(config(root, PublishedFile.DOCKERCFG));
    }
    return new Configs(files, dotDocker);
  }

  private ConfigFile config(SafeDirectory directory, PublishedFile kind) {
    return new ConfigFile(directory, kind, settings, outside.writer());
  }

  private void removeLeftOvers(SafeDirectory root, Configs configs, Instant before)
      throws IOException {
    root.removeLeftOvers(LEDGER, before);
    root.removeLeftOvers(PublishedFile.ARCHIVE.fileName(), before);
    root.removeLeftOvers(PublishedFile.DOCKERCFG.fileName(), before);
    if (configs.dotDocker().isPresent()) {
      configs.dotDocker().get().removeLeftOvers(PublishedFile.CONFIG_JSON.fileName(), before);
    }
  }

  private static Ledger ledger(SafeDirectory root) throws IOException {
    return root.read(LEDGER)
        .map(bytes -> LedgerJson.read(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(Ledger.EMPTY);
  }

  /** The logins in the archive; none when it is not wanted, not there or broken. */
  private Map<RegistryName, Login> archived(SafeDirectory root) throws IOException {
    if (!settings.has(PublishedFile.ARCHIVE)) {
      return Map.of();
    }
    Optional<byte[]> archive = root.read(PublishedFile.ARCHIVE.fileName());
    try {
      return archive.isEmpty() ? Map.of() : inArchive(archive.get()).logins();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static ConfigReading.Found inArchive(byte[] archive) {
    return ConfigReading.read(DockerArchive.configIn(archive));
  }

  /** Without any login there is no archive: a fetch that fails is seen, one of nothing is not. */
  private boolean writeArchive(SafeDirectory root, Map<RegistryName, Login> logins)
      throws IOException {
    String name = PublishedFile.ARCHIVE.fileName();
    return logins.isEmpty()
        ? root.remove(name)
        : replace(root, name, DockerArchive.of(DockerConfig.of(logins)), settings.access());
  }

  private boolean replace(SafeDirectory root, String name, String text, FileAccess access)
      throws IOException {
    return replace(root, name, text.getBytes(StandardCharsets.UTF_8), access);
  }

  private boolean replace(SafeDirectory root, String name, byte[] bytes, FileAccess access)
      throws IOException {
    Optional<byte[]> there = root.read(name);
    if (there.isPresent() && Arrays.equals(there.get(), bytes) && root.isOwned(name, access)) {
      return false;
    }
    root.replace(name, bytes, access, outside.writer());
    return true;
  }

  @Override
  public ReadBack readBack() {
    try (SafeDirectory root = SafeDirectory.open(settings.directory(), WriteStep.UNWATCHED);
        Configs configs = configs(root, false)) {
      List<Map<RegistryName, Login>> all = new ArrayList<>();
      for (ConfigFile file : configs.files()) {
        Optional<ConfigReading.Found> found = file.find();
        if (found.isEmpty()) {
          return new ReadBack.Nothing(file.path() + " is not there");
        }
        all.add(readable(file, found.get()));
      }
      if (settings.has(PublishedFile.ARCHIVE)) {
        Optional<byte[]> archive = root.read(PublishedFile.ARCHIVE.fileName());
        if (archive.isEmpty()) {
          return new ReadBack.Nothing(
              root.path().resolve(PublishedFile.ARCHIVE.fileName()) + " is not there");
        }
        all.add(inArchive(archive.get()).logins());
      }
      return new ReadBack.Held(common(all));
    } catch (UnsafePlaceException | IllegalArgumentException e) {
      return new ReadBack.Nothing(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new ReadBack.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** The logins that docker finds for certain; one beside an alias or helper of its own is not. */
  private Map<RegistryName, Login> readable(ConfigFile file, ConfigReading.Found found) {
    if (!found.spoiled().isEmpty()) {
      throw new IllegalArgumentException(
          "an entry of %s makes docker lose others at random".formatted(file.path()));
    }
    if (found.credsStore().isPresent()) {
      throw new IllegalArgumentException(
          "docker asks the credential helper of %s before any login in it".formatted(file.path()));
    }
    Map<RegistryName, Login> ours = new LinkedHashMap<>(found.logins());
    ours.keySet().retainAll(owned);
    if (file.isPlain(found, ours)) {
      return found.logins();
    }
    Map<RegistryName, Login> plain = new LinkedHashMap<>(found.logins());
    ours.forEach(
        (registry, login) -> {
          if (!file.isPlain(found, Map.of(registry, login))) {
            plain.remove(registry);
          }
        });
    return plain;
  }

  private static Map<RegistryName, Login> common(List<Map<RegistryName, Login>> all) {
    Map<RegistryName, Login> common = new LinkedHashMap<>(all.get(0));
    all.forEach(file -> common.entrySet().retainAll(file.entrySet()));
    return common;
  }
}
