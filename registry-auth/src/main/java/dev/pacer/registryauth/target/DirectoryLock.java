package dev.pacer.registryauth.target;

import dev.pacer.cluster.time.Pause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps writers of one directory apart; it ends with the process that holds it. */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".pacer-lock";
  private static final Duration STEP = Duration.ofMillis(50);

  /** A publish ends within 30 s, and two ahead of us within that. */
  private static final int TRIES = 400;

  private final SafeDirectory directory;
  private final FileChannel file;

  private DirectoryLock(SafeDirectory directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /** The directory, which is ours alone to write in. */
  SafeDirectory directory() {
    return directory;
  }

  /**
   * Takes the lock, waiting for those ahead.
   *
   * @throws IOException when another writer holds it all the time
   */
  static DirectoryLock take(SafeDirectory directory, Pause pause) throws IOException {
    FileChannel file;
    try {
      file = directory.lockFile(FILE);
    } catch (IOException e) {
      throw WriteTrouble.of(directory.path().resolve(FILE), e);
    }
    try {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        if (tryLock(file) != null) {
          return new DirectoryLock(directory, file);
        }
        pause.await(STEP);
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
    file.close();
    throw new IOException(
        "another writer has held %s for %d s"
            .formatted(directory.path().resolve(FILE), STEP.multipliedBy(TRIES).toSeconds()));
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another writer of this same process.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
