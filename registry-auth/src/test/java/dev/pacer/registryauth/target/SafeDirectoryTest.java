package dev.pacer.registryauth.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeDirectoryTest {

  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new, longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path scratch;
  private Path place;

  @BeforeEach
  void make() throws IOException {
    place = Files.createDirectory(scratch.toRealPath().resolve("place"));
    mode(place, "rwx------");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void replace(byte[] bytes, FileAccess access) throws IOException {
    try (SafeDirectory directory = SafeDirectory.open(place, WriteStep.UNWATCHED)) {
      directory.replace("config.json", bytes, access, "test");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReplacedAsAWholeAndNothingElseIsLeft() throws IOException {
    replace(OLD, FileAccess.OURS);
    replace(NEW, FileAccess.OURS);
    assertThat(place.resolve("config.json")).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("config.json");
    assertThat(mode(place.resolve("config.json"))).isEqualTo("rw-------");
  }

  @Test
  void theTemporaryFileIsClosedToOthersFromItsCreationAndTheStepsComeInOrder() throws IOException {
    List<WriteStep> seen = new ArrayList<>();
    try (SafeDirectory directory =
        SafeDirectory.open(
            place,
            reached -> {
              seen.add(reached.step());
              if (reached.step().compareTo(WriteStep.TEMPORARY_OWNED) < 0) {
                try {
                  assertThat(mode(place.resolve(".config.json.pacer-tmp-x")))
                      .isEqualTo("rw-------");
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
            })) {
      directory.replace(
          "config.json", NEW, new FileAccess(Optional.empty(), Optional.empty(), true), "x");
    }
    assertThat(seen).containsExactly(WriteStep.values());
    assertThat(mode(place.resolve("config.json"))).isEqualTo("rw-r--r--");
  }

  @Test
  void aPlantedLinkIsReplacedAndWhatItPointsAtStays() throws IOException {
    Path shadow = Files.write(scratch.resolve("shadow"), OLD);
    Files.createSymbolicLink(place.resolve("config.json"), shadow);
    replace(NEW, FileAccess.OURS);
    assertThat(shadow).hasBinaryContent(OLD);
    assertThat(Files.isSymbolicLink(place.resolve("config.json"))).isFalse();
    assertThat(place.resolve("config.json")).hasBinaryContent(NEW);
  }

  @Test
  void aPlantedLinkIsNeverRead() throws IOException {
    Files.createSymbolicLink(
        place.resolve("config.json"), Files.write(scratch.resolve("shadow"), OLD));
    try (SafeDirectory directory = SafeDirectory.open(place, WriteStep.UNWATCHED)) {
      assertThatThrownBy(() -> directory.read("config.json"))
          .isInstanceOf(UnsafePlaceException.class)
          .hasMessageContaining("no ordinary file");
    }
  }

  @Test
  void aDirectoryInTheFilesPlaceIsRefusedWithTheMend() throws IOException {
    Files.createDirectory(place.resolve("config.json"));
    assertThatThrownBy(() -> replace(NEW, FileAccess.OURS))
        .isInstanceOf(UnsafePlaceException.class)
        .hasMessageContaining("is a directory where a file must go")
        .hasMessageContaining("rmdir");
  }

  @Test
  void aDirectoryThatOthersMayWriteIsRefusedWithTheMend() throws IOException {
    mode(place, "rwxrwx---");
    assertThatThrownBy(() -> replace(NEW, FileAccess.OURS))
        .isInstanceOf(UnsafePlaceException.class)
        .hasMessageContaining("others may write in " + place)
        .hasMessageContaining("chmod go-w " + place);
    mode(place, "rwx------");
    mode(scratch, "rwxrwxrwx");
    assertThatThrownBy(() -> replace(NEW, FileAccess.OURS))
        .hasMessageContaining("chmod go-w " + scratch.toRealPath());
    mode(scratch, "rwx------");
  }

  @Test
  void aDirectoryOfAnotherUserIsRefusedWithTheMend() throws IOException {
    assumeTrue(isRoot(), "needs root to give a directory away");
    Files.setAttribute(place, "unix:uid", 12_345);
    assertThatThrownBy(() -> replace(NEW, FileAccess.OURS))
        .hasMessageContaining("belongs to user 12345")
        .hasMessageContaining("chown 0 " + place);
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  @Test
  void aLinkInPlaceOfTheDirectoryIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(scratch.toRealPath().resolve("link"), place);
    assertThatThrownBy(() -> SafeDirectory.open(link, WriteStep.UNWATCHED))
        .hasMessageContaining("is a symbolic link");
  }

  @Test
  void aPathWithDotsOrARelativeOneIsRefused() {
    assertThatThrownBy(() -> SafeDirectory.open(Path.of("x"), WriteStep.UNWATCHED))
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> SafeDirectory.open(place.resolve("../place"), WriteStep.UNWATCHED))
        .hasMessageContaining("absolute");
  }

  @Test
  void aMissingDirectoryIsRefusedWithTheMend() {
    assertThatThrownBy(() -> SafeDirectory.open(place.resolve("none"), WriteStep.UNWATCHED))
        .hasMessageContaining("install -d -m 0700");
  }

  @Test
  void theDirectorySwappedAfterTheCheckIsNotWrittenInto() throws IOException {
    Path moved = scratch.resolve("moved");
    try (SafeDirectory directory = SafeDirectory.open(place, WriteStep.UNWATCHED)) {
      Files.move(place, moved);
      Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
      Files.createSymbolicLink(place, elsewhere);
      directory.replace("config.json", NEW, FileAccess.OURS, "test");
      assertThat(elsewhere).isEmptyDirectory();
      assertThat(moved.resolve("config.json")).hasBinaryContent(NEW);
    }
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws Exception {
    assumeTrue(isRoot(), "needs root to mount a small disk");
    Process mount =
        new ProcessBuilder(
                "mount", "-t", "tmpfs", "-o", "size=16k,mode=0700", "tmpfs", place.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "this machine does not let a small disk be mounted");
    try {
      replace(OLD, FileAccess.OURS);
      assertThatThrownBy(() -> replace(new byte[100_000], FileAccess.OURS))
          .isInstanceOf(UnsafePlaceException.class)
          .hasMessageContaining("is full");
      assertThat(place.resolve("config.json")).hasBinaryContent(OLD);
      assertThat(names()).containsExactly("config.json");
    } finally {
      new ProcessBuilder("umount", place.toString()).start().waitFor();
    }
  }

  @Test
  void aFileMountedByItselfIsRefusedWithTheMend() throws Exception {
    assumeTrue(isRoot(), "needs root to mount a file");
    Path file = Files.write(place.resolve("config.json"), OLD);
    Path source = Files.write(scratch.resolve("source"), OLD);
    Process mount =
        new ProcessBuilder("mount", "--bind", source.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "this machine does not let a file be mounted");
    try {
      assertThatThrownBy(() -> replace(NEW, FileAccess.OURS))
          .isInstanceOf(UnsafePlaceException.class)
          .hasMessageContaining("Mount its directory");
      assertThat(source).hasBinaryContent(OLD);
    } finally {
      new ProcessBuilder("umount", file.toString()).start().waitFor();
    }
  }

  @Test
  void anUnknownGroupIsRefusedWithTheMend() {
    assertThatThrownBy(
            () ->
                replace(NEW, new FileAccess(Optional.empty(), Optional.of("no-such-group"), false)))
        .isInstanceOf(UnsafePlaceException.class)
        .hasMessageContaining("no user or group no-such-group");
  }

  @Test
  void aGroupMayReadItWhereThatIsAsked() throws IOException {
    assumeTrue(isRoot(), "needs root to change a group");
    replace(NEW, new FileAccess(Optional.of("nobody"), Optional.of("daemon"), false));
    Path file = place.resolve("config.json");
    assertThat(mode(file)).isEqualTo("rw-r-----");
    assertThat(Files.getAttribute(file, "unix:group")).hasToString("daemon");
    assertThat(Files.getOwner(file)).hasToString("nobody");
  }

  @Test
  void leftOversGoByExactPrefixAndAge() throws IOException {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (String name : List.of(".config.json.pacer-tmp-a", ".config.json.pacer-tmp-b", ".other")) {
      Files.write(place.resolve(name), OLD);
      Files.setLastModifiedTime(place.resolve(name), FileTime.from(now.minusSeconds(3600)));
    }
    Files.setLastModifiedTime(
        place.resolve(".config.json.pacer-tmp-b"), FileTime.from(now.minusSeconds(5)));
    try (SafeDirectory directory = SafeDirectory.open(place, WriteStep.UNWATCHED)) {
      directory.removeLeftOvers("config.json", now.minusSeconds(600));
    }
    assertThat(names()).containsExactly(".config.json.pacer-tmp-b", ".other");
  }
}
