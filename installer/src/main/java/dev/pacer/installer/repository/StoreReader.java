package dev.pacer.installer.repository;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads a repository's folder of the cache: the index at once, a package when it is asked for. */
final class StoreReader {
  private final Path packages;
  private final Freshness freshness;
  private final List<IndexEntry> entries;
  private final List<String> skipped;

  private StoreReader(
      Path packages, Freshness freshness, List<IndexEntry> entries, List<String> skipped) {
    this.packages = packages;
    this.freshness = freshness;
    this.entries = List.copyOf(entries);
    this.skipped = List.copyOf(skipped);
  }

  /** The copy, if there is one that can be read. */
  static Optional<StoreReader> open(Path folder) {
    try (InputStream in =
            new BufferedInputStream(
                Files.newInputStream(folder.resolve(StoreWriter.INDEX)), 1 << 16);
        JsonParser parser = ExactJson.parser(in)) {
      return read(folder, parser);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JsonSyntaxException e) {
      // A cache that cannot be read is no cache: it is fetched anew.
      return Optional.empty();
    }
  }

  private static Optional<StoreReader> read(Path folder, JsonParser parser) throws IOException {
    String file = "";
    String validator = "";
    int format = 0;
    List<String> skipped = new ArrayList<>();
    List<IndexEntry> entries = new ArrayList<>();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "format" -> format = parser.getIntValue();
        case "file" -> file = parser.getText();
        case "validator" -> validator = parser.getText();
        case "skipped" -> {
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            skipped.add(parser.getText());
          }
        }
        case "packages" -> {
          while (parser.nextToken() == JsonToken.START_ARRAY) {
            entries.add(entry(parser));
          }
        }
        default -> parser.skipChildren();
      }
    }
    Path packages = folder.resolve(file);
    if (format != StoreWriter.FORMAT || file.isEmpty() || !Files.isRegularFile(packages)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoreReader(packages, new Freshness(fetchedAt(folder), validator), entries, skipped));
  }

  private static Instant fetchedAt(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(StoreWriter.INDEX)).toInstant();
  }

  private static IndexEntry entry(JsonParser parser) throws IOException {
    String name = parser.nextTextValue();
    String version = parser.nextTextValue();
    long release = parser.nextLongValue(0);
    String description = parser.nextTextValue();
    String tags = parser.nextTextValue();
    int flags = parser.nextIntValue(0);
    String minDcos = parser.nextTextValue();
    long offset = parser.nextLongValue(0);
    int length = parser.nextIntValue(0);
    parser.nextToken();
    return new IndexEntry(
        name,
        version,
        release,
        description,
        tags.isEmpty() ? List.of() : List.of(tags.split(" ")),
        new IndexEntry.Flags(
            (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0),
        minDcos,
        new IndexEntry.Span(offset, length));
  }

  Freshness freshness() {
    return freshness;
  }

  List<IndexEntry> entries() {
    return entries;
  }

  /** Entries of the repository that could not be used, one line each. */
  List<String> skipped() {
    return skipped;
  }

  /** The whole revision. */
  PackageJson revision(IndexEntry entry) throws IOException {
    byte[] packed = new byte[entry.span().length()];
    try (RandomAccessFile file = new RandomAccessFile(packages.toFile(), "r")) {
      file.seek(entry.span().offset());
      file.readFully(packed);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return PackageJsonReader.read(ExactJson.parse(text)).orThrow();
    }
  }
}
