package dev.pacer.registryauth.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An open directory in which files are read and replaced as wholes. It is held by its descriptor,
 * so that nobody can swap it for another between the check and the write; links inside are never
 * followed.
 */
public final class SafeDirectory implements AutoCloseable {
  private static final String TEMPORARY = ".pacer-tmp-";
  private static final Path HERE = Path.of(".");
  private static final int LARGEST_FILE = 16 << 20;

  private final Path path;
  private final SecureDirectoryStream<Path> stream;
  private final Consumer<WriteStep.Reached> steps;

  private SafeDirectory(
      Path path, SecureDirectoryStream<Path> stream, Consumer<WriteStep.Reached> steps) {
    this.path = path;
    this.stream = stream;
    this.steps = steps;
  }

  /**
   * Opens a directory that nobody but us and root can tamper with.
   *
   * @throws UnsafePlaceException when there is none there, or others could; names the mend
   */
  public static SafeDirectory open(Path path, Consumer<WriteStep.Reached> steps)
      throws IOException {
    PlaceCheck.requireSafe(path);
    return opened(path, steps);
  }

  @SuppressWarnings("StreamResourceLeak") // The stream is the directory held open; close() ends it.
  private static SafeDirectory opened(Path path, Consumer<WriteStep.Reached> steps)
      throws IOException {
    DirectoryStream<Path> stream;
    try {
      stream = Files.newDirectoryStream(path.toRealPath());
    } catch (NotDirectoryException | NoSuchFileException e) {
      throw new UnsafePlaceException(
          path + " is no directory", "Create it: install -d -m 0700 " + path, e);
    }
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new SafeDirectory(path, secure, steps);
    }
    stream.close();
    throw new UnsafePlaceException(
        path + " is on a file system without secure directory access",
        "Choose a directory on a local Linux file system");
  }

  /** Opens a directory inside, making it when it is not there; one that is a link is refused. */
  public SafeDirectory inside(String name, FileAccess access) throws IOException {
    Path child = path.resolve(name);
    try {
      Files.createDirectory(
          child,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      own(attributes(name), access, true);
      sync();
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!read(attributes(name), child).isDirectory()) {
        throw new UnsafePlaceException(
            child + " is no directory but a file or link",
            "Move it away: mv " + child + " ELSEWHERE",
            e);
      }
    }
    return inside(name);
  }

  /**
   * Opens a directory inside that is there.
   *
   * @throws UnsafePlaceException when it is not
   */
  SafeDirectory inside(String name) throws IOException {
    Path child = path.resolve(name);
    PlaceCheck.requireSafe(child);
    SecureDirectoryStream<Path> open =
        stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS);
    return new SafeDirectory(child, open, steps);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * The bytes of a file; empty when it is not there.
   *
   * @throws UnsafePlaceException when it is a link, a directory or longer than any true one
   */
  public Optional<byte[]> read(String name) throws IOException {
    try {
      requireOrdinary(name);
      try (SeekableByteChannel channel =
          stream.newByteChannel(
              Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
        byte[] bytes = Channels.newInputStream(channel).readNBytes(LARGEST_FILE + 1);
        if (bytes.length > LARGEST_FILE) {
          throw new UnsafePlaceException(
              "%s is longer than %d bytes".formatted(path.resolve(name), LARGEST_FILE),
              "Look at it and move it away");
        }
        return Optional.of(bytes);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** What tells one state of a file from another: inode, size and time; empty when not there. */
  public Optional<String> state(String name) throws IOException {
    try {
      PosixFileAttributes now = read(attributes(name), path.resolve(name));
      return Optional.of("%s %d %s".formatted(now.fileKey(), now.size(), now.lastModifiedTime()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces a file with these bytes as a whole: whoever reads it at any time, and after any crash,
   * finds the old bytes or the new ones.
   *
   * @param unique a text that no other writer uses, for the temporary file's name
   * @throws UnsafePlaceException when the place does not allow it; the old file stays
   */
  public void replace(String name, byte[] bytes, FileAccess access, String unique)
      throws IOException {
    replaced(name, bytes, access, unique, () -> true);
  }

  /**
   * Replaces a file that others write too, unless it has changed; looks right before the rename, as
   * those others take no lock.
   *
   * @param seen the {@link #state} of the file that the bytes were made from
   * @return false when it has changed since, and stays
   */
  public boolean replaceUnchanged(
      String name, byte[] bytes, FileAccess access, String unique, Optional<String> seen)
      throws IOException {
    return replaced(name, bytes, access, unique, () -> state(name).equals(seen));
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private boolean replaced(
      String name, byte[] bytes, FileAccess access, String unique, Condition condition)
      throws IOException {
    requireReplaceable(name);
    Path temporary = Path.of("." + name + TEMPORARY + unique);
    try {
      forget(temporary);
      write(temporary, name, bytes, access);
      if (!condition.holds()) {
        stream.deleteFile(temporary);
        return false;
      }
      stream.move(temporary, stream, Path.of(name));
      reached(WriteStep.RENAMED, name);
      sync();
      reached(WriteStep.DIRECTORY_SYNCED, name);
      return true;
    } catch (IOException e) {
      try {
        stream.deleteFile(temporary);
      } catch (IOException gone) {
        // Renamed already, or never made.
        e.addSuppressed(gone);
      }
      throw WriteTrouble.of(path.resolve(name), e);
    }
  }

  /** No other writer has this name: what is there was left by ourselves, in an earlier life. */
  private void forget(Path temporary) throws IOException {
    try {
      stream.deleteFile(temporary);
    } catch (NoSuchFileException e) {
      // As it should be.
    }
  }

  /** Removes a file, if it is there; false when it was not. */
  public boolean remove(String name) throws IOException {
    try {
      requireReplaceable(name);
      stream.deleteFile(Path.of(name));
      sync();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw WriteTrouble.of(path.resolve(name), e);
    }
  }

  private void write(Path temporary, String name, byte[] bytes, FileAccess access)
      throws IOException {
    try (SeekableByteChannel channel =
        stream.newByteChannel(
            temporary,
            Set.of(
                StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      reached(WriteStep.TEMPORARY_CREATED, name);
      int half = bytes.length / 2;
      writeAll(channel, ByteBuffer.wrap(bytes, 0, half));
      reached(WriteStep.TEMPORARY_HALF_WRITTEN, name);
      writeAll(channel, ByteBuffer.wrap(bytes, half, bytes.length - half));
      reached(WriteStep.TEMPORARY_WRITTEN, name);
      own(attributes(temporary.toString()), access, false);
      reached(WriteStep.TEMPORARY_OWNED, name);
      force(channel);
      reached(WriteStep.TEMPORARY_SYNCED, name);
    }
  }

  private static void writeAll(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The final owner and mode: the mode at creation is cut by the umask. */
  private void own(PosixFileAttributeView view, FileAccess access, boolean directory)
      throws IOException {
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    if (access.group().isPresent()) {
      view.setGroup(names.lookupPrincipalByGroupName(access.group().get()));
    }
    if (access.owner().isPresent()) {
      view.setOwner(names.lookupPrincipalByName(access.owner().get()));
    }
    view.setPermissions(directory ? access.ofDirectories() : access.ofFiles());
  }

  /** Whether a file has the owner and mode that it should have. */
  boolean isOwned(String name, FileAccess access) throws IOException {
    PosixFileAttributes now = read(attributes(name), path.resolve(name));
    return now.permissions().equals(access.ofFiles())
        && access.group().map(now.group().getName()::equals).orElse(true)
        && access.owner().map(now.owner().getName()::equals).orElse(true);
  }

  /** Removes what crashed writers left, by exact prefix and age. */
  public void removeLeftOvers(String name, Instant olderThan) throws IOException {
    String prefix = "." + name + TEMPORARY;
    try (SafeDirectory again = opened(path, steps)) {
      for (Path entry : again.stream) {
        String file = entry.getFileName().toString();
        if (file.startsWith(prefix)) {
          PosixFileAttributes left = read(attributes(file), entry);
          if (left.isRegularFile() && left.lastModifiedTime().toInstant().isBefore(olderThan)) {
            stream.deleteFile(Path.of(file));
          }
        }
      }
    }
  }

  /** A file to lock on, made when it is not there. */
  FileChannel lockFile(String name) throws IOException {
    SeekableByteChannel channel =
        stream.newByteChannel(
            Path.of(name),
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new IOException("no lock can be had on a file of " + path);
  }

  private void requireReplaceable(String name) throws IOException {
    try {
      PosixFileAttributes there = read(attributes(name), path.resolve(name));
      // A link is replaced itself, and what it points at stays untouched.
      if (there.isDirectory()) {
        throw new UnsafePlaceException(
            path.resolve(name) + " is a directory where a file must go",
            "Remove it: rmdir " + path.resolve(name));
      }
      if (there.isOther()) {
        throw new UnsafePlaceException(
            path.resolve(name) + " is a device, pipe or socket", "Remove it");
      }
    } catch (NoSuchFileException e) {
      // The first time.
    }
  }

  private void requireOrdinary(String name) throws IOException {
    PosixFileAttributes there = read(attributes(name), path.resolve(name));
    if (!there.isRegularFile()) {
      throw new UnsafePlaceException(
          path.resolve(name) + " is no ordinary file", "Move it away; it is written anew then");
    }
  }

  private static PosixFileAttributes read(PosixFileAttributeView view, Path path)
      throws IOException {
    try {
      return view.readAttributes();
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      throw WriteTrouble.of(path, e);
    }
  }

  private PosixFileAttributeView attributes(String name) {
    return stream.getFileAttributeView(
        Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void sync() throws IOException {
    try (SeekableByteChannel here = stream.newByteChannel(HERE, Set.of(StandardOpenOption.READ))) {
      force(here);
    }
  }

  private static void force(SeekableByteChannel channel) throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(true);
    } else {
      throw new IOException("this file system does not let a file be forced to disk");
    }
  }

  private void reached(WriteStep step, String file) {
    steps.accept(new WriteStep.Reached(step, file));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
