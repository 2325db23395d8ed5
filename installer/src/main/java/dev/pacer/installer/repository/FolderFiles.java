package dev.pacer.installer.repository;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The files of a folder or of a git checkout, without what is hidden; links are not followed. */
final class FolderFiles implements TreeReader.Files {
  private static final long MOST_BYTES = 8L << 20;

  private final Path root;
  private final TreeMap<String, String> stamps = new TreeMap<>();

  FolderFiles(Path root) throws IOException {
    this.root = root;
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root) && hidden(folder);
            return hidden || folder.getNameCount() - root.getNameCount() > 8
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file)) {
              stamps.put(
                  root.relativize(file).toString().replace('\\', '/'),
                  attributes.size() + "@" + attributes.lastModifiedTime().toMillis());
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean hidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  /** Changes whenever a file is added, removed, resized or written. */
  String validator() {
    CRC32 sum = new CRC32();
    stamps.forEach(
        (path, stamp) ->
            sum.update((path + stamp + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return "%d files %08x".formatted(stamps.size(), sum.getValue());
  }

  @Override
  public Collection<String> paths() {
    return List.copyOf(stamps.keySet());
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = root.resolve(path);
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is longer than " + (MOST_BYTES >> 20) + " MiB");
    }
    return Files.readAllBytes(file);
  }
}
