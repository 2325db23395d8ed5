package dev.pacer.installer.repository;

import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All packages of the repositories. Only the release number orders revisions; of several
 * repositories the first that has a name decides what is its newest.
 */
public final class Catalog {
  private final List<Part> parts;

  Catalog(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A repository's copy and what reads packages from it. */
  record Part(Repositories.Copy copy, StoreReader store) {}

  /** A revision and the repository that it comes from. */
  public record Found(Repository repository, IndexEntry entry) {}

  /** The repositories that can be used, in their order. */
  public List<Repositories.Copy> copies() {
    return parts.stream().map(Part::copy).toList();
  }

  /**
   * The newest revision, of the first repository that has the name; withdrawn ones do not count.
   */
  public Optional<Found> newest(String name) {
    for (Part part : parts) {
      Optional<IndexEntry> newest =
          part.copy().entries().stream()
              .filter(entry -> entry.name().equals(name) && !entry.flags().withdrawn())
              .max(Comparator.comparingLong(IndexEntry::release));
      if (newest.isPresent()) {
        return Optional.of(new Found(part.copy().repository(), newest.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * The revision of that version; of several the one of the first repository and there the newest.
   */
  public Optional<Found> find(String name, String version) {
    return revisions(name).stream().filter(f -> f.entry().version().equals(version)).findFirst();
  }

  /** All revisions of a package: by repository, in each the newest first. */
  public List<Found> revisions(String name) {
    List<Found> all = new ArrayList<>();
    for (Part part : parts) {
      part.copy().entries().stream()
          .filter(entry -> entry.name().equals(name))
          .sorted(Comparator.comparingLong(IndexEntry::release).reversed())
          .forEach(entry -> all.add(new Found(part.copy().repository(), entry)));
    }
    return all;
  }

  /** The names of all packages. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> part.copy().entries().forEach(entry -> names.add(entry.name())));
    return names;
  }

  /**
   * The newest revisions whose name, description or a tag is like that: with {@code *} the whole
   * text as written, else a part of it in any case. Selected ones first, then by name.
   */
  public List<Found> search(String query) {
    Map<String, Found> newest = new TreeMap<>();
    for (Part part : parts) {
      Map<String, IndexEntry> here = new LinkedHashMap<>();
      for (IndexEntry entry : part.copy().entries()) {
        if (!entry.flags().withdrawn() && !newest.containsKey(entry.name())) {
          here.merge(entry.name(), entry, (a, b) -> a.release() >= b.release() ? a : b);
        }
      }
      here.forEach((name, entry) -> newest.put(name, new Found(part.copy().repository(), entry)));
    }
    Predicate<String> like = like(query);
    return newest.values().stream()
        .filter(
            found ->
                like.test(found.entry().name())
                    || like.test(found.entry().description())
                    || found.entry().tags().stream().anyMatch(like))
        .sorted(Comparator.comparing(found -> !found.entry().flags().selected()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Predicate<String> like(String query) {
    if (query.contains("*")) {
      String glob =
          List.of(query.split("\\*", -1)).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return Pattern.compile(glob, Pattern.DOTALL).asMatchPredicate();
    }
    String lower = query.toLowerCase(Locale.ROOT);
    return text -> text.toLowerCase(Locale.ROOT).contains(lower);
  }

  /**
   * The whole revision.
   *
   * @throws IOException when the cache cannot be read
   */
  public PackageJson read(Found found) throws IOException {
    for (Part part : parts) {
      if (part.copy().repository().equals(found.repository())) {
        return part.store().revision(found.entry());
      }
    }
    throw new IllegalArgumentException("of another catalog: " + found);
  }
}
