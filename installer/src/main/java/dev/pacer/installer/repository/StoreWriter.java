package dev.pacer.installer.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what a repository holds into its folder of the cache: packages one after another, each
 * packed by itself, then the index that says where. The index takes the old one's place in one step
 * at the end, so that readers see the old whole or the new.
 */
final class StoreWriter implements Closeable {
  static final String INDEX = "index.json";
  static final int FORMAT = 1;

  private final Path folder;
  private final Path packages;
  private final OutputStream out;
  private final List<IndexEntry> entries = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private long offset;
  private boolean kept;

  StoreWriter(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.packages = Files.createTempFile(folder, "packages-", ".gz");
    this.out = new BufferedOutputStream(Files.newOutputStream(packages), 1 << 16);
  }

  void add(PackageJson revision) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(4_096);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(ExactJson.write(revision.entry()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("an array took no bytes", e);
    }
    try {
      packed.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.add(IndexEntry.of(revision, new IndexEntry.Span(offset, packed.size())));
    offset += packed.size();
  }

  void skip(String problem) {
    skipped.add(problem);
  }

  /** Puts the new index in place. */
  void commit(String location, Freshness freshness) throws IOException {
    out.close();
    Path index = Files.createTempFile(folder, "index-", ".tmp");
    Files.writeString(index, ExactJson.write(json(location, freshness)));
    Files.setLastModifiedTime(index, FileTime.from(freshness.fetchedAt()));
    Files.move(
        index,
        folder.resolve(INDEX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    kept = true;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(f -> !f.equals(packages)).toList()) {
        if (!old.endsWith(INDEX)) {
          Files.deleteIfExists(old);
        }
      }
    }
  }

  /** Notes that the copy is known to be good at that time. */
  static void touch(Path folder, Instant now) throws IOException {
    Files.setLastModifiedTime(folder.resolve(INDEX), FileTime.from(now));
  }

  private ObjectNode json(String location, Freshness freshness) {
    ObjectNode json = ExactJson.object();
    json.put("format", FORMAT);
    json.put("location", location);
    json.put("file", packages.getFileName().toString());
    json.put("validator", freshness.validator());
    ArrayNode problems = json.putArray("skipped");
    skipped.forEach(problems::add);
    ArrayNode list = json.putArray("packages");
    for (IndexEntry entry : entries) {
      ArrayNode row = list.addArray();
      row.add(entry.name()).add(entry.version()).add(entry.release()).add(entry.description());
      row.add(String.join(" ", entry.tags())).add(flags(entry.flags())).add(entry.minDcos());
      row.add(entry.span().offset()).add(entry.span().length());
    }
    return json;
  }

  private static int flags(IndexEntry.Flags flags) {
    return (flags.selected() ? 1 : 0)
        | (flags.framework() ? 2 : 0)
        | (flags.withdrawn() ? 4 : 0)
        | (flags.issues() ? 8 : 0);
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (!kept) {
      Files.deleteIfExists(packages);
    }
  }
}
