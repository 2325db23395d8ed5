package dev.pacer.registryauth.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsSecrets;
import dev.pacer.cluster.aws.S3Objects;
import dev.pacer.cluster.dcos.DcosSecrets;
import dev.pacer.cluster.vault.VaultSecrets;
import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.PublishOutcome.Published;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.TargetId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreTargetTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RegistryName ECR = new RegistryName("registry.example");
  private static final String FOREIGN =
      "{\"auths\":{\"other.example\":{\"auth\":\"b3RoZXI6ZmFrZQ==\"}}}";

  /** A store of one text, as its client sees it, and what somebody else does meanwhile. */
  interface Fake {
    ConfigStore store();

    /** What consumers find; empty when nothing is there. */
    Optional<String> text();

    void put(String text);

    /** Has that done between the next read and the next write. */
    void meanwhile(Runnable action);

    /** Whether a write that did not see the newest state is refused. */
    boolean hasConditions();
  }

  private abstract static class Interrupted implements Fake {
    private Optional<Runnable> action = Optional.empty();

    @Override
    public void meanwhile(Runnable next) {
      action = Optional.of(next);
    }

    void beforeWrite() {
      Optional<Runnable> now = action;
      action = Optional.empty();
      now.ifPresent(Runnable::run);
    }
  }

  private static final class FakeVault extends Interrupted implements VaultSecrets {
    private final List<Map<String, String>> versions = new ArrayList<>();
    private Set<String> others = Set.of();

    @Override
    public Found read(String path) {
      return new Found(
          versions.size(),
          versions.isEmpty()
              ? Optional.empty()
              : Optional.of(versions.get(versions.size() - 1)).filter(data -> !data.isEmpty()),
          others);
    }

    @Override
    public Write write(String path, Map<String, String> data, long replaces) {
      beforeWrite();
      if (replaces != versions.size()) {
        return new Write.Overtaken("check-and-set");
      }
      versions.add(new LinkedHashMap<>(data));
      return new Write.Done(versions.size());
    }

    @Override
    public boolean renewToken() {
      return true;
    }

    @Override
    public ConfigStore store() {
      return new VaultStore(this, "team/pull");
    }

    @Override
    public Optional<String> text() {
      return read("").data().map(data -> data.get("config.json"));
    }

    @Override
    public void put(String text) {
      versions.add(Map.of("config.json", text, "note", "kept"));
    }

    @Override
    public boolean hasConditions() {
      return true;
    }
  }

  private static final class FakeDcos extends Interrupted implements DcosSecrets {
    private final Map<String, String> secrets = new HashMap<>();

    @Override
    public Optional<Secret> find(String path) {
      return Optional.ofNullable(secrets.get(path)).map(Secret::new);
    }

    @Override
    public void put(String path, Secret text) {
      beforeWrite();
      secrets.put(path, text.reveal());
    }

    @Override
    public ConfigStore store() {
      return new DcosStore(this, "team/pull");
    }

    @Override
    public Optional<String> text() {
      return find("team/pull").map(Secret::reveal);
    }

    @Override
    public void put(String text) {
      secrets.put("team/pull", text);
    }

    @Override
    public boolean hasConditions() {
      return false;
    }
  }

  private static AwsException aws(AwsFailure.Kind kind) {
    return new AwsException(
        new AwsFailure(
            kind, "x:Y", "", OptionalInt.of(400), Optional.empty(), Optional.empty(), "said no"));
  }

  private static final class FakeSecretsManager extends Interrupted implements AwsSecrets {
    private final Map<String, String> versions = new HashMap<>();
    private String current = "";
    private boolean bytes;

    @Override
    public Optional<SecretVersion> current(String secret) {
      return current.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new SecretVersion(
                  current,
                  bytes ? Optional.empty() : Optional.of(new Secret(versions.get(current))),
                  Set.of("AWSCURRENT")));
    }

    @Override
    public String put(String secret, Secret text, String token) {
      beforeWrite();
      String there = versions.putIfAbsent(token, text.reveal());
      if (there == null) {
        current = token;
      } else if (!there.equals(text.reveal())) {
        throw aws(AwsFailure.Kind.TOKEN_REUSED);
      }
      return token;
    }

    @Override
    public ConfigStore store() {
      return new AwsSecretStore(this, "team/pull");
    }

    @Override
    public Optional<String> text() {
      return current("").flatMap(SecretVersion::text).map(Secret::reveal);
    }

    @Override
    public void put(String text) {
      current = "by-hand-" + versions.size();
      versions.put(current, text);
    }

    @Override
    public boolean hasConditions() {
      return true;
    }
  }

  private static final class FakeS3 extends Interrupted implements S3Objects {
    private Optional<Content> object = Optional.empty();
    private int tags;

    @Override
    public Optional<Content> find(Location location) {
      return object;
    }

    @Override
    public String put(
        Location location,
        byte[] bytes,
        String contentType,
        Map<String, String> metadata,
        Encryption encryption,
        Optional<String> before) {
      beforeWrite();
      if (!before.equals(object.map(Content::eTag))) {
        throw aws(AwsFailure.Kind.CONTENTION);
      }
      String tag = "\"" + ++tags + "\"";
      object = Optional.of(new Content(bytes, tag, metadata));
      return tag;
    }

    @Override
    public void delete(Location location) {
      object = Optional.empty();
    }

    @Override
    public ConfigStore store() {
      return new S3ArchiveStore(
          this, new Location("team-bucket", "docker.tar.gz"), new Encryption.OfS3());
    }

    @Override
    public Optional<String> text() {
      return object.map(
          content -> new String(DockerArchive.configIn(content.bytes()), StandardCharsets.UTF_8));
    }

    @Override
    public void put(String text) {
      object =
          Optional.of(
              new Content(
                  DockerArchive.of(text.getBytes(StandardCharsets.UTF_8)),
                  "\"" + ++tags + "\"",
                  Map.of()));
    }

    @Override
    public boolean hasConditions() {
      return true;
    }
  }

  static Stream<Fake> stores() {
    return Stream.of(new FakeVault(), new FakeDcos(), new FakeSecretsManager(), new FakeS3());
  }

  private static StoreTarget target(ConfigStore... stores) {
    return new StoreTarget(new TargetId("store"), List.of(stores), Set.of(ECR), () -> NOON);
  }

  private static Credential ends(String password, int seconds) {
    return new Credential(
        new Login("u", new Secret(password)),
        NOON.minusSeconds(1),
        Optional.of(NOON.plusSeconds(seconds)),
        true);
  }

  private static CredentialSet set(Credential credential) {
    return new CredentialSet(Map.of(ECR, credential));
  }

  private static Map<RegistryName, Login> held(StoreTarget target) {
    assertThat(target.readBack()).isInstanceOf(ReadBack.Held.class);
    return ((ReadBack.Held) target.readBack()).logins();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void whatIsPublishedIsReadBackAndPublishingItAgainWritesNothing(Fake fake) {
    StoreTarget target = target(fake.store());
    assertThat(target.readBack()).isInstanceOf(ReadBack.Nothing.class);
    Credential credential = ends("fake-1", 60);
    assertThat(target.publish(set(credential))).isEqualTo(new Published(true, Set.of()));
    assertThat(held(target)).containsExactly(Map.entry(ECR, credential.login()));
    assertThat(target.publish(set(credential))).isEqualTo(new Published(false, Set.of()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theOlderOfTwoNeverReplacesTheNewer(Fake fake) {
    Credential newer = ends("fake-new", 60);
    target(fake.store()).publish(set(newer));
    assertThat(target(fake.store()).publish(set(ends("fake-old", 30))))
        .isEqualTo(new Published(false, Set.of(ECR)));
    assertThat(held(target(fake.store()))).containsExactly(Map.entry(ECR, newer.login()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void ofTwoWritersAtTheSameInstantTheBetterOneStaysWhereTheStoreHasConditions(Fake fake) {
    target(fake.store()).publish(set(ends("fake-0", 10)));
    Credential newer = ends("fake-new", 60);
    fake.meanwhile(() -> target(fake.store()).publish(set(newer)));
    PublishOutcome outcome = target(fake.store()).publish(set(ends("fake-old", 30)));
    if (fake.hasConditions()) {
      assertThat(outcome).isEqualTo(new Published(false, Set.of(ECR)));
    }
    // Where it has none, the next look of the faster one mends it.
    target(fake.store()).publish(set(newer));
    assertThat(held(target(fake.store()))).containsExactly(Map.entry(ECR, newer.login()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theLoginsOfOthersStay(Fake fake) {
    fake.put(FOREIGN);
    target(fake.store()).publish(set(ends("fake-1", 60)));
    assertThat(fake.text().orElseThrow()).contains("b3RoZXI6ZmFrZQ==");
    assertThat(held(target(fake.store()))).hasSize(2).containsKey(ECR);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void somethingThatIsNoConfigJsonIsLeftAloneAndTold(Fake fake) {
    for (String other :
        List.of(
            "hello",
            "{\"auths\":{\"null\":{\"auth\":\"null\"}}}",
            "{\"auths\":{},\"credsStore\":\"pass\"}")) {
      fake.put(other);
      PublishOutcome outcome = target(fake.store()).publish(set(ends("fake-1", 60)));
      assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
      assertThat(fake.text()).contains(other);
      assertThat(target(fake.store()).readBack()).isInstanceOf(ReadBack.Nothing.class);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aLoginThatSomebodyElsePutThereGivesWay(Fake fake) {
    Credential credential = ends("fake-1", 60);
    target(fake.store()).publish(set(credential));
    String ours = fake.text().orElseThrow();
    fake.put(ours.replace(credential.login().auth(), ends("fake-by-hand", 1).login().auth()));
    assertThat(target(fake.store()).publish(set(credential)))
        .isEqualTo(new Published(true, Set.of()));
    assertThat(held(target(fake.store()))).containsExactly(Map.entry(ECR, credential.login()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aRegistryThatIsNotInTheSetIsTakenOut(Fake fake) {
    target(fake.store()).publish(set(ends("fake-1", 60)));
    target(fake.store()).publish(CredentialSet.EMPTY);
    assertThat(fake.text().orElse("")).doesNotContain("fake-1", ECR.host());
  }

  @Test
  void withoutAnyLoginThereIsNoArchiveInS3() {
    FakeS3 s3 = new FakeS3();
    target(s3.store()).publish(set(ends("fake-1", 60)));
    assertThat(target(s3.store()).publish(CredentialSet.EMPTY))
        .isEqualTo(new Published(true, Set.of()));
    assertThat(s3.text()).isEmpty();
    assertThat(target(s3.store()).publish(CredentialSet.EMPTY))
        .isEqualTo(new Published(false, Set.of()));
  }

  @Test
  void vaultAlsoSaysWhenTheFirstLoginEndsAndKeepsWhatIsNotOurs() {
    FakeVault vault = new FakeVault();
    vault.put(FOREIGN);
    target(vault.store()).publish(set(ends("fake-1", 60)));
    assertThat(vault.read("").data().orElseThrow())
        .containsEntry("expires_at", "2026-01-01T12:01:00Z")
        .containsEntry("note", "kept");
  }

  @Test
  void vaultIsNotWrittenOverMembersThatWouldBeLost() {
    FakeVault vault = new FakeVault();
    vault.put(FOREIGN);
    vault.others = Set.of("ports");
    PublishOutcome outcome = target(vault.store()).publish(set(ends("fake-1", 60)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason()).contains("ports", "path of its own");
    assertThat(vault.text()).contains(FOREIGN);
  }

  @Test
  void aSecretOfBytesIsNotWrittenOver() {
    FakeSecretsManager secrets = new FakeSecretsManager();
    secrets.put(FOREIGN);
    secrets.bytes = true;
    PublishOutcome outcome = target(secrets.store()).publish(set(ends("fake-1", 60)));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason()).contains("bytes");
  }

  @Test
  void aVersionThatWasSetBackByHandDoesNotBlockTheNextOne() {
    FakeSecretsManager secrets = new FakeSecretsManager();
    secrets.put("{\"auths\":{}}");
    String first = secrets.current;
    Credential credential = ends("fake-1", 60);
    for (int i = 0; i < 3; i++) {
      target(secrets.store()).publish(set(credential));
      assertThat(held(target(secrets.store()))).containsExactly(Map.entry(ECR, credential.login()));
      secrets.current = first;
    }
    target(secrets.store()).publish(set(ends("fake-2", 90)));
    assertThat(held(target(secrets.store())).get(ECR)).isEqualTo(ends("fake-2", 90).login());
  }

  @Test
  void whatIsTooLongForTheStoreIsRefused() {
    FakeSecretsManager secrets = new FakeSecretsManager();
    FakeDcos dcos = new FakeDcos();
    for (ConfigStore store : List.of(secrets.store(), dcos.store())) {
      PublishOutcome outcome = target(store).publish(set(ends("x".repeat(800_000), 60)));
      assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
      assertThat(((PublishOutcome.Refused) outcome).reason()).contains("fewer registries");
    }
  }

  @Test
  void aPlaceThatFailsDoesNotKeepTheOthersFromTheirs() {
    FakeDcos good = new FakeDcos();
    FakeDcos bad = new FakeDcos();
    bad.put("hello");
    StoreTarget both = target(bad.store(), good.store());
    assertThat(both.publish(set(ends("fake-1", 60)))).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(held(target(good.store()))).containsKey(ECR);
  }

  @Test
  void placesThatDisagreeHoldNothingForCertain() {
    FakeDcos one = new FakeDcos();
    FakeDcos two = new FakeDcos();
    target(one.store()).publish(set(ends("fake-1", 60)));
    target(two.store()).publish(set(ends("fake-2", 60)));
    assertThat(held(target(one.store(), two.store()))).isEmpty();
  }

  @Test
  void awsThatRefusesIsToBeMendedAndAwsThatFailsIsTriedAgain() {
    for (AwsFailure.Kind kind : AwsFailure.Kind.values()) {
      AwsSecrets failing =
          new AwsSecrets() {
            @Override
            public Optional<SecretVersion> current(String secret) {
              throw aws(kind);
            }

            @Override
            public String put(String secret, Secret text, String token) {
              throw aws(kind);
            }
          };
      PublishOutcome outcome =
          target(new AwsSecretStore(failing, "x")).publish(set(ends("fake-1", 60)));
      boolean mend =
          Set.of(AwsFailure.Kind.DENIED, AwsFailure.Kind.NOT_FOUND, AwsFailure.Kind.VALIDATION)
              .contains(kind);
      assertThat(outcome)
          .isInstanceOf(mend ? PublishOutcome.Refused.class : PublishOutcome.Failed.class);
      assertThat(target(new AwsSecretStore(failing, "x")).readBack())
          .isInstanceOf(ReadBack.Unknown.class);
    }
  }
}
