package dev.pacer.installer.repository;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.installer.universe.BadRepositoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * Repositories in their order, and the cache that keeps a copy of each. A copy is used while it is
 * young, asked about when it is not, and used all the same, with a word, when nobody answers.
 */
public final class Repositories {
  /** How long a copy of a remote repository is believed without asking. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** Whether to ask. */
  public enum Asking {
    /** Only the copies at hand. */
    OFFLINE,
    /** Where a copy is not young any more. */
    WHEN_OLD,
    /** In any case. */
    ALWAYS
  }

  private final Path cache;
  private final Function<Repository, Origin> remote;
  private final InstantSource clock;

  private Repositories(Path cache, Function<Repository, Origin> remote, InstantSource clock) {
    this.cache = cache;
    this.remote = remote;
    this.clock = clock;
  }

  /**
   * With a cache in that folder.
   *
   * @param peers makes the connection to a remote repository's server
   */
  public static Repositories in(
      Path cache, Function<Repository, HttpPeer> peers, InstantSource clock) {
    return new Repositories(
        cache, repository -> new HttpOrigin(repository, peers.apply(repository)), clock);
  }

  /**
   * What a repository holds now, as far as is known.
   *
   * @param changed whether it was read anew
   * @param warnings what to tell the user: entries that were skipped, an old copy
   */
  public record Copy(
      Repository repository,
      List<IndexEntry> entries,
      Instant fetchedAt,
      boolean changed,
      List<String> warnings) {

    /** Copies the lists. */
    public Copy {
      entries = List.copyOf(entries);
      warnings = List.copyOf(warnings);
    }
  }

  /** What became of the repositories: copies of those that can be used, and why others cannot. */
  public record Opened(Catalog catalog, List<String> failures) {

    /** Copies the list. */
    public Opened {
      failures = List.copyOf(failures);
    }
  }

  /** Opens all of them, in their order; one that cannot be used is told, the others go on. */
  public Opened open(List<Repository> repositories, Asking asking) {
    List<Catalog.Part> parts = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Repository repository : repositories) {
      try {
        parts.add(open(repository, asking));
      } catch (BadRepositoryException | PeerException | IOException e) {
        failures.add("repository %s: %s".formatted(repository.name(), e.getMessage()));
      }
    }
    return new Opened(new Catalog(parts), failures);
  }

  private Catalog.Part open(Repository repository, Asking asking) throws IOException {
    Path folder = cache.resolve(folderName(repository));
    Optional<StoreReader> copy = StoreReader.open(folder);
    List<String> warnings = new ArrayList<>();
    boolean ask = asking == Asking.ALWAYS || !repository.remote() || copy.isEmpty();
    if (copy.isPresent() && !ask) {
      ask = asking == Asking.WHEN_OLD && age(copy.get()).compareTo(YOUNG) > 0;
    }
    if (ask && asking == Asking.OFFLINE && repository.remote()) {
      throw new BadRepositoryException(
          "%s: there is no copy of it yet. Run once without --offline."
              .formatted(repository.location()));
    }
    boolean changed = false;
    if (ask) {
      try {
        changed = refresh(repository, folder, copy);
        copy = StoreReader.open(folder);
      } catch (PeerException e) {
        if (copy.isEmpty()) {
          throw e;
        }
        warnings.add(
            "repository %s: using the copy of %s ago: %s"
                .formatted(repository.name(), words(age(copy.get())), e.getMessage()));
      }
    }
    StoreReader store =
        copy.orElseThrow(() -> new IOException("the cache in " + folder + " cannot be read"));
    warnings.addAll(0, store.skipped().stream().map(s -> "skipped " + s).toList());
    return new Catalog.Part(
        new Copy(repository, store.entries(), store.freshness().fetchedAt(), changed, warnings),
        store);
  }

  private Duration age(StoreReader copy) {
    return Duration.between(copy.freshness().fetchedAt(), clock.instant());
  }

  private boolean refresh(Repository repository, Path folder, Optional<StoreReader> copy)
      throws IOException {
    Origin origin = repository.remote() ? remote.apply(repository) : new LocalOrigin(repository);
    String known = copy.map(c -> c.freshness().validator()).orElse("");
    try (StoreWriter writer = new StoreWriter(folder)) {
      Origin.Outcome outcome = origin.read(known, writer::add, writer::skip);
      if (outcome instanceof Origin.Outcome.Read read) {
        writer.commit(repository.location(), new Freshness(clock.instant(), read.validator()));
        return true;
      }
    } catch (UncheckedIOException e) {
      throw new IOException("the cache in %s: %s".formatted(folder, e.getMessage()), e);
    }
    if (repository.remote()) {
      // Young again: what it holds was just confirmed.
      StoreWriter.touch(folder, clock.instant());
    }
    return false;
  }

  /** Readable, and another one for another place. */
  private static String folderName(Repository repository) {
    CRC32 sum = new CRC32();
    sum.update(repository.location().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String readable = repository.location().replaceAll("[^A-Za-z0-9.]+", "-");
    int cut = Math.max(0, readable.length() - 40);
    return "%s-%08x".formatted(readable.substring(cut), sum.getValue());
  }

  /** How long that is, for people. */
  public static String words(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " days";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " hours";
    }
    return Math.max(1, age.toMinutes()) + " min";
  }
}
