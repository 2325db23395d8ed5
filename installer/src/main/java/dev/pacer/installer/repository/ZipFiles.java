package dev.pacer.installer.repository;

import dev.pacer.installer.universe.BadRepositoryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip. Nothing is unpacked to disk; what would lead out of it is refused. */
final class ZipFiles implements TreeReader.Files, Closeable {
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_ENTRIES = 100_000;
  private static final long MOST_TOGETHER = 256L << 20;

  private final Path file;
  private final ZipFile zip;
  private long read;

  ZipFiles(Path file) throws IOException {
    this.file = file;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new BadRepositoryException(
          "%s: is a damaged zip (%s). Fetch it again.".formatted(file, e.getMessage()));
    }
  }

  @Override
  public Collection<String> paths() {
    List<String> paths = new ArrayList<>();
    if (zip.size() > MOST_ENTRIES) {
      throw new BadRepositoryException(
          "%s: holds more than %d entries, which no repository does."
              .formatted(file, MOST_ENTRIES));
    }
    zip.stream()
        .filter(entry -> !entry.isDirectory())
        .forEach(
            entry -> {
              String path = entry.getName();
              if (path.startsWith("/")
                  || path.contains("\\")
                  || List.of(path.split("/", -1)).contains("..")) {
                throw new BadRepositoryException(
                    "%s: holds the entry %s, which leads out of it. Pack it anew, from a folder that you trust."
                        .formatted(file, path));
              }
              paths.add(path);
            });
    return paths;
  }

  @Override
  public byte[] read(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw new IOException(file + " has no " + path);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      read += bytes.length;
      if (bytes.length > MOST_BYTES || read > MOST_TOGETHER) {
        throw new BadRepositoryException(
            "%s: %s unpacks to more than a package's file has.".formatted(file, path));
      }
      return bytes;
    } catch (ZipException e) {
      throw new BadRepositoryException(
          "%s: %s is damaged (%s). Fetch it again.".formatted(file, path, e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
