package dev.pacer.registryauth.state;

import dev.pacer.cluster.http.JsonShapeException;
import dev.pacer.registryauth.decision.Holding;
import dev.pacer.registryauth.keep.StateStore;
import dev.pacer.registryauth.target.FileAccess;
import dev.pacer.registryauth.target.SafeDirectory;
import dev.pacer.registryauth.target.WriteStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Last good credentials in a file of mode 0600 that is replaced as a whole. */
public final class FileStateStore implements StateStore {
  private static final Logger log = LoggerFactory.getLogger(FileStateStore.class);
  private static final String FILE = "state.json";

  private final Path directory;
  private final Map<String, String> identities;
  private final String writer;

  /**
   * A store in a directory of our own.
   *
   * @param identities of each registry, by name, what its credential is for; saved ones that are
   *     for something else are not used
   * @param writer a text of letters, digits and dashes that no other writer has
   */
  public FileStateStore(Path directory, Map<String, String> identities, String writer) {
    this.directory = directory;
    this.identities = Map.copyOf(identities);
    this.writer = writer;
  }

  @Override
  public Map<String, Holding> load(Instant now) {
    try (SafeDirectory open = SafeDirectory.open(directory, WriteStep.UNWATCHED)) {
      Optional<byte[]> bytes = open.read(FILE);
      return bytes.isEmpty()
          ? Map.of()
          : StateJson.read(new String(bytes.get(), StandardCharsets.UTF_8), identities, now);
    } catch (JsonShapeException | IllegalArgumentException e) {
      // What it says may be part of the file; starting with nothing is safe.
      log.warn("saved state not understood file={} kind={}", directory.resolve(FILE), kind(e));
      return Map.of();
    } catch (IOException e) {
      log.warn(
          "saved state not read file={} reason=\"{}\"", directory.resolve(FILE), e.getMessage());
      return Map.of();
    }
  }

  private static String kind(Exception e) {
    return e.getClass().getSimpleName();
  }

  @Override
  public void save(Map<String, Holding> holdings, Instant now) throws IOException {
    byte[] bytes = StateJson.write(holdings, identities, now).getBytes(StandardCharsets.UTF_8);
    try (SafeDirectory open = SafeDirectory.open(directory, WriteStep.UNWATCHED)) {
      open.removeLeftOvers(FILE, now.minusSeconds(60));
      open.replace(FILE, bytes, FileAccess.OURS, writer);
    }
  }
}
