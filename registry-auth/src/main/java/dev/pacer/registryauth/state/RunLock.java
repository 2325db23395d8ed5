package dev.pacer.registryauth.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps two runs of one configuration apart; ends with the process, however that ends. */
public final class RunLock implements AutoCloseable {
  private static final String FILE = "run.lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it, without waiting; empty when another run holds it.
   *
   * @throws IOException when the file cannot be had
   */
  public static Optional<RunLock> take(Path directory, Instant now) throws IOException {
    Path file = directory.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.setLastModifiedTime(file, FileTime.from(now));
    return Optional.of(new RunLock(channel));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** For how long the one that holds it has. */
  public static Duration heldFor(Path directory, Instant now) throws IOException {
    return Duration.between(
        Files.getLastModifiedTime(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS).toInstant(),
        now);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
