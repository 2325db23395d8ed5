package dev.pacer.registryauth.target;

import static dev.pacer.registryauth.target.Given.ECR;
import static dev.pacer.registryauth.target.Given.NOON;
import static dev.pacer.registryauth.target.Given.TEAM;
import static dev.pacer.registryauth.target.Given.issued;
import static dev.pacer.registryauth.target.Given.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.PublishOutcome.Published;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.target.DirectorySettings.OnCorrupt;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTargetTest {

  private static final Set<PublishedFile> ALL = EnumSet.allOf(PublishedFile.class);

  @TempDir Path scratch;
  private Path place;
  private Instant now = NOON;

  @BeforeEach
  void make() throws IOException {
    place =
        Files.createDirectory(
            scratch.toRealPath().resolve("place"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private DirectoryTarget target(Set<PublishedFile> files, OnCorrupt onCorrupt, String writer) {
    InstantSource clock = () -> now;
    return new DirectoryTarget(
        new TargetId("agents"),
        new DirectorySettings(place, files, FileAccess.OURS, onCorrupt),
        Set.of(ECR, TEAM),
        new DirectoryTarget.Outside(
            clock, time -> now = now.plus(time), writer, WriteStep.UNWATCHED));
  }

  private DirectoryTarget target(PublishedFile... files) {
    return target(
        files.length == 0 ? ALL : EnumSet.copyOf(Arrays.asList(files)), OnCorrupt.REFUSE, "a");
  }

  private Path config() {
    return place.resolve(".docker/config.json");
  }

  private void write(String file, String text) throws IOException {
    Path path = place.resolve(file);
    Files.createDirectories(
        path.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(path, text);
  }

  private Map<RegistryName, Login> held(DirectoryTarget target) {
    assertThat(target.readBack()).isInstanceOf(ReadBack.Held.class);
    return ((ReadBack.Held) target.readBack()).logins();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile)
          .map(path -> place.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void everyFileHoldsTheSetAndNothingElse() throws IOException {
    Credential credential = issued("fake-1", NOON);
    assertThat(target().publish(set(ECR, credential))).isEqualTo(new Published(true, Set.of()));
    Map<RegistryName, Login> logins = Map.of(ECR, credential.login());
    assertThat(config()).hasBinaryContent(DockerConfig.of(logins));
    assertThat(place.resolve(".dockercfg")).hasBinaryContent(DockerConfig.legacyOf(logins));
    assertThat(place.resolve("docker.tar.gz"))
        .hasBinaryContent(DockerArchive.of(DockerConfig.of(logins)));
    assertThat(held(target())).isEqualTo(logins);
    assertThat(names())
        .containsExactly(
            ".docker/config.json",
            ".dockercfg",
            ".pacer-ledger.json",
            ".pacer-lock",
            "docker.tar.gz");
  }

  @Test
  void theLedgerHoldsNoSecret() throws IOException {
    Credential credential = issued("fake-very-secret", NOON);
    target().publish(set(ECR, credential));
    assertThat(Files.readString(place.resolve(".pacer-ledger.json")))
        .contains(ECR.host())
        .doesNotContain("fake-very-secret", credential.login().auth());
  }

  @Test
  void publishingTheSameAgainWritesNothing() throws IOException {
    CredentialSet same = set(ECR, issued("fake-1", NOON));
    target().publish(same);
    Object before = Files.getAttribute(place.resolve("docker.tar.gz"), "unix:ino");
    assertThat(target().publish(same)).isEqualTo(new Published(false, Set.of()));
    assertThat(Files.getAttribute(place.resolve("docker.tar.gz"), "unix:ino")).isEqualTo(before);
  }

  @Test
  void aChangedModeIsMended() throws IOException {
    CredentialSet same = set(ECR, issued("fake-1", NOON));
    target().publish(same);
    Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(target().publish(same)).isEqualTo(new Published(true, Set.of()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
        .isEqualTo("rw-------");
  }

  @Test
  void theOlderGenerationOfAnotherWriterNeverReplacesTheNewer() {
    Credential newer = issued("fake-new", NOON);
    target(ALL, OnCorrupt.REFUSE, "a").publish(set(ECR, newer));
    Credential older = issued("fake-old", NOON.minusSeconds(60));
    assertThat(target(ALL, OnCorrupt.REFUSE, "b").publish(set(ECR, older)))
        .isEqualTo(new Published(false, Set.of(ECR)));
    assertThat(held(target())).containsExactly(Map.entry(ECR, newer.login()));
  }

  @Test
  void anUnprovenOneReplacesAProvenOneOnlyInItsLastQuarter() {
    Credential proven = issued("fake-proven", NOON);
    target().publish(set(ECR, proven));
    Credential unproven = issued("fake-unproven", NOON.plus(Duration.ofHours(6))).proven(false);
    now = NOON.plus(Duration.ofHours(6));
    assertThat(target().publish(set(ECR, unproven))).isEqualTo(new Published(false, Set.of(ECR)));
    now = NOON.plus(Duration.ofHours(9)).plusSeconds(1);
    assertThat(target().publish(set(ECR, unproven))).isEqualTo(new Published(true, Set.of()));
    assertThat(held(target())).containsExactly(Map.entry(ECR, unproven.login()));
  }

  @Test
  void aLoginThatSomebodyElsePutThereGivesWay() throws IOException {
    target().publish(set(ECR, issued("fake-1", NOON)));
    write(
        ".docker/config.json",
        new String(
            DockerConfig.of(Map.of(ECR, issued("fake-byhand", NOON).login())),
            StandardCharsets.UTF_8));
    assertThat(held(target())).isEmpty();
    Credential ours = issued("fake-1", NOON);
    assertThat(target().publish(set(ECR, ours))).isEqualTo(new Published(true, Set.of()));
    assertThat(held(target())).containsExactly(Map.entry(ECR, ours.login()));
  }

  @Test
  void aRegistryThatIsNotInTheSetIsTakenOut() {
    target().publish(set(ECR, issued("fake-1", NOON)).with(TEAM, issued("fake-2", NOON)));
    target().publish(set(TEAM, issued("fake-2", NOON)));
    assertThat(held(target())).containsOnlyKeys(TEAM);
  }

  @Test
  void withoutAnyLoginThereIsNoArchiveThatAFetchWouldTakeForOne() throws IOException {
    target().publish(set(ECR, issued("fake-1", NOON)));
    assertThat(target().publish(CredentialSet.EMPTY)).isEqualTo(new Published(true, Set.of()));
    assertThat(place.resolve("docker.tar.gz")).doesNotExist();
    assertThat(config()).hasContent("{\"auths\":{}}");
    assertThat(target().readBack()).isInstanceOf(ReadBack.Nothing.class);
  }

  @Test
  void whatIsNotOursStaysInConfigJsonAndNeverGetsIntoTheArchive() throws IOException {
    write(
        ".docker/config.json",
        "{\"psFormat\":\"x\",\"auths\":{\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}}");
    Credential credential = issued("fake-1", NOON);
    target().publish(set(ECR, credential));
    assertThat(Files.readString(config())).contains("\"psFormat\":\"x\"", "b3RoZXI6ZmFrZQ==");
    assertThat(
            ConfigReading.read(
                    DockerArchive.configIn(Files.readAllBytes(place.resolve("docker.tar.gz"))))
                .logins())
        .containsExactly(Map.entry(ECR, credential.login()));
  }

  @Test
  void aFileThatDockerCannotReadIsLeftAloneAndTold() throws IOException {
    write(".docker/config.json", "{\"auths\":");
    PublishOutcome outcome = target().publish(set(ECR, issued("fake-1", NOON)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason())
        .contains("docker cannot read", "onCorrupt");
    assertThat(config()).hasContent("{\"auths\":");
    assertThat(place.resolve("docker.tar.gz")).doesNotExist();
  }

  @Test
  void aFileThatDockerCannotReadIsReplacedWhereThatIsAskedAndACopyStays() throws IOException {
    write(".docker/config.json", "{\"auths\":");
    Credential credential = issued("fake-1", NOON);
    assertThat(target(ALL, OnCorrupt.REPLACE, "a").publish(set(ECR, credential)))
        .isEqualTo(new Published(true, Set.of()));
    assertThat(held(target())).containsExactly(Map.entry(ECR, credential.login()));
    Path copy = place.resolve(".docker/config.json.corrupt-20260101T120000Z");
    assertThat(copy).hasContent("{\"auths\":");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
  }

  @Test
  void anEntryThatSpoilsOthersIsToldAndDroppedWhereThatIsAsked() throws IOException {
    String spoiled =
        "{\"auths\":{\"null\":{\"auth\":\"null\"},\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}}";
    write(".docker/config.json", spoiled);
    assertThat(target().readBack()).isInstanceOf(ReadBack.Nothing.class);
    PublishOutcome outcome = target().publish(set(ECR, issued("fake-1", NOON)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason())
        .contains("\"null\"", "lose other entries at random");
    target(ALL, OnCorrupt.REPLACE, "a").publish(set(ECR, issued("fake-1", NOON)));
    assertThat(held(target())).containsKey(ECR);
    assertThat(Files.readString(config())).doesNotContain("null").contains("other.example");
    assertThat(place.resolve(".docker/config.json.corrupt-20260101T120000Z")).hasContent(spoiled);
  }

  @Test
  void aCredentialHelperForEverythingIsRefusedAsDockerWouldAskItFirst() throws IOException {
    write(".docker/config.json", "{\"auths\":{},\"credsStore\":\"pass\"}");
    PublishOutcome outcome =
        target(ALL, OnCorrupt.REPLACE, "a").publish(set(ECR, issued("fake-1", NOON)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason()).contains("credsStore");
  }

  @Test
  void aHelperOrAnAliasBesideOursIsSeenAndMended() throws IOException {
    CredentialSet both = set(ECR, issued("fake-1", NOON)).with(TEAM, issued("fake-2", NOON));
    target(PublishedFile.CONFIG_JSON).publish(both);
    String text = Files.readString(config());
    for (String worse :
        List.of(
            text.replace("{\"auths\"", "{\"credHelpers\":{\"" + TEAM + "\":\"x\"},\"auths\""),
            text.replace(
                "{\"auths\":{",
                "{\"auths\":{\"https://" + TEAM + "/v1/\":{\"auth\":\"b2xkOmZha2U=\"},"))) {
      Files.writeString(config(), worse);
      assertThat(held(target(PublishedFile.CONFIG_JSON))).containsOnlyKeys(ECR);
      target(PublishedFile.CONFIG_JSON).publish(both);
      assertThat(held(target(PublishedFile.CONFIG_JSON))).containsOnlyKeys(ECR, TEAM);
    }
  }

  @Test
  void aDockercfgThatAConfigJsonHidesIsRefused() throws IOException {
    write(".docker/config.json", "{\"auths\":{}}");
    PublishOutcome outcome =
        target(PublishedFile.DOCKERCFG).publish(set(ECR, issued("fake-1", NOON)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason()).contains("never our .dockercfg");
  }

  @Test
  void aForeignDockercfgBesideOursIsLeftAlone() throws IOException {
    write(".dockercfg", "{\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}");
    target(PublishedFile.CONFIG_JSON).publish(set(ECR, issued("fake-1", NOON)));
    assertThat(held(target(PublishedFile.CONFIG_JSON))).containsOnlyKeys(ECR);
    assertThat(place.resolve(".dockercfg"))
        .hasContent("{\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}");
  }

  @Test
  void aBrokenArchiveIsSeenAndWrittenAnew() throws IOException {
    CredentialSet same = set(ECR, issued("fake-1", NOON));
    target().publish(same);
    for (byte[] broken : List.of(new byte[0], new byte[] {1, 2, 3})) {
      Files.write(place.resolve("docker.tar.gz"), broken);
      assertThat(target().readBack()).isInstanceOf(ReadBack.Nothing.class);
      assertThat(target().publish(same)).isEqualTo(new Published(true, Set.of()));
      assertThat(held(target())).containsOnlyKeys(ECR);
    }
  }

  @Test
  void aLostOrBrokenLedgerDoesNotKeepFreshCredentialsOut() throws IOException {
    target().publish(set(ECR, issued("fake-1", NOON)));
    for (String broken : List.of("", "{", "{\"format\":2,\"registries\":{}}", "[]")) {
      Files.writeString(place.resolve(".pacer-ledger.json"), broken);
      Credential next = issued("fake-2" + broken.length(), NOON.minusSeconds(broken.length()));
      assertThat(target().publish(set(ECR, next))).isEqualTo(new Published(true, Set.of()));
    }
  }

  @Test
  void aMissingDirectoryIsRefusedWithTheMend() throws IOException {
    Files.delete(place);
    PublishOutcome outcome = target().publish(set(ECR, issued("fake-1", NOON)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason()).contains("install -d -m 0700");
    assertThat(target().readBack()).isInstanceOf(ReadBack.Nothing.class);
  }

  @Test
  void readingBackMakesNothing() throws IOException {
    assertThat(target().readBack()).isInstanceOf(ReadBack.Nothing.class);
    assertThat(names()).isEmpty();
    assertThat(place.resolve(".docker")).doesNotExist();
  }

  @Test
  void aWriterThatHoldsTheLockForEverIsAFailureAndNotAHang() throws IOException {
    try (FileChannel other =
            FileChannel.open(
                place.resolve(".pacer-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = other.lock()) {
      assertThat(held.isValid()).isTrue();
      PublishOutcome outcome = target().publish(set(ECR, issued("fake-1", NOON)));
      assertThat(outcome).isInstanceOf(PublishOutcome.Failed.class);
      assertThat(((PublishOutcome.Failed) outcome).reason()).contains("another writer");
      assertThat(Duration.between(NOON, now)).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(target().publish(set(ECR, issued("fake-1", NOON))))
        .isEqualTo(new Published(true, Set.of()));
  }

  @Test
  void aFileThatDockerWritesMeanwhileIsMergedAnew() throws IOException {
    target(PublishedFile.CONFIG_JSON).publish(set(ECR, issued("fake-1", NOON)));
    List<String> interrupted = new ArrayList<>();
    DirectoryTarget target =
        new DirectoryTarget(
            new TargetId("agents"),
            new DirectorySettings(
                place, EnumSet.of(PublishedFile.CONFIG_JSON), FileAccess.OURS, OnCorrupt.REFUSE),
            Set.of(ECR),
            new DirectoryTarget.Outside(
                () -> now,
                time -> {},
                "a",
                reached -> {
                  if (reached.step() == WriteStep.TEMPORARY_SYNCED
                      && reached.file().equals("config.json")
                      && interrupted.isEmpty()) {
                    interrupted.add("docker login");
                    try {
                      write(
                          ".docker/config.json",
                          "{\"auths\":{\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}}");
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  }
                }));
    Credential next = issued("fake-2", NOON.plusSeconds(60));
    assertThat(target.publish(set(ECR, next))).isEqualTo(new Published(true, Set.of()));
    assertThat(interrupted).hasSize(1);
    assertThat(held(target)).containsEntry(ECR, next.login()).hasSize(2);
  }
}
