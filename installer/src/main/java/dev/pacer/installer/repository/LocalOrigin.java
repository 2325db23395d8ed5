package dev.pacer.installer.repository;

import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.RepositoryReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A repository on this machine: built in, a folder, a zip, or a repository file. */
record LocalOrigin(Repository repository) implements Origin {

  @Override
  public Outcome read(String known, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException {
    String location = repository.location();
    if (location.equals(Repository.BUILT_IN_LOCATION)) {
      BuiltInFiles files = new BuiltInFiles();
      return tree(location, files, files.validator(), known, each, skipped);
    }
    Path path = Path.of(location);
    if (!Files.exists(path)) {
      throw new BadRepositoryException(
          "%s: does not exist. Correct the repository %s.".formatted(path, repository.name()));
    }
    if (Files.isDirectory(path)) {
      FolderFiles files = new FolderFiles(path);
      return tree(location, files, files.validator(), known, each, skipped);
    }
    String stamp = Files.size(path) + "@" + Files.getLastModifiedTime(path).toMillis();
    if (stamp.equals(known)) {
      return new Outcome.Unchanged();
    }
    if (isZip(path)) {
      try (ZipFiles files = new ZipFiles(path)) {
        TreeReader.read(location, files, each, skipped);
      }
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        RepositoryReader.read(location, in, each, skipped);
      }
    }
    return new Outcome.Read(stamp);
  }

  private static Outcome tree(
      String source,
      TreeReader.Files files,
      String validator,
      String known,
      Consumer<PackageJson> each,
      Consumer<String> skipped)
      throws IOException {
    if (validator.equals(known)) {
      return new Outcome.Unchanged();
    }
    TreeReader.read(source, files, each, skipped);
    return new Outcome.Read(validator);
  }

  private static boolean isZip(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 16)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }
}
