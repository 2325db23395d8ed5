package dev.pacer.systemtests.pulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.AwsSecrets;
import dev.pacer.cluster.aws.S3Objects;
import dev.pacer.registryauth.archive.DockerArchive;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ConfigReading;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.PublishOutcome.Published;
import dev.pacer.registryauth.publish.ReadBack;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.store.AwsSecretStore;
import dev.pacer.registryauth.store.ConfigStore;
import dev.pacer.registryauth.store.S3ArchiveStore;
import dev.pacer.registryauth.store.StoreTarget;
import dev.pacer.simulator.aws.secrets.Secrets;
import dev.pacer.systemtests.cluster.Scenarios;
import dev.pacer.systemtests.cluster.ServedCluster;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Secrets Manager and S3 as targets, through the AWS SDK, against the served simulator. */
class ServedStoreTargetsIT {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RegistryName REGISTRY = new RegistryName("registry.example");
  private static final int ROTATIONS = 20;

  private static ServedCluster cluster;
  private static AwsSecrets secrets;
  private static S3Objects objects;

  @BeforeAll
  static void serve() {
    cluster = ServedCluster.start(Scenarios.of(1, 1, List.of(), List.of()), 100);
    secrets = cluster.clients().secrets(cluster.endpoints().aws());
    objects = cluster.clients().objects(cluster.endpoints().aws());
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  private static ConfigStore secret(String name) {
    cluster.inWorld(
        world ->
            world
                .aws()
                .secrets()
                .create(
                    name,
                    Optional.of(new Secrets.Value(Optional.of("{\"auths\":{}}"), Optional.empty())),
                    Optional.empty()));
    return new AwsSecretStore(secrets, name);
  }

  private static S3Objects.Location bucket(String name) {
    cluster.inWorld(
        world -> {
          world.aws().buckets().create(name);
          return name;
        });
    return new S3Objects.Location(name, "team/docker.tar.gz");
  }

  private static ConfigStore object(S3Objects.Location location) {
    return new S3ArchiveStore(objects, location, new S3Objects.Encryption.OfS3());
  }

  private static StoreTarget target(ConfigStore store) {
    return new StoreTarget(new TargetId("store"), List.of(store), Set.of(REGISTRY), () -> NOON);
  }

  private static Credential ends(int seconds) {
    return new Credential(
        new Login("AWS", new Secret("fake-" + seconds + "x".repeat(2_400))),
        NOON.minusSeconds(1),
        Optional.of(NOON.plusSeconds(seconds)),
        true);
  }

  private static CredentialSet set(int seconds) {
    return new CredentialSet(Map.of(REGISTRY, ends(seconds)));
  }

  private static Map<RegistryName, Login> held(ConfigStore store) {
    return ((ReadBack.Held) target(store).readBack()).logins();
  }

  @Test
  void aSecretIsPublishedReadBackAndNotSetBack() {
    ConfigStore store = secret("team/one");
    assertThat(target(store).publish(set(60))).isEqualTo(new Published(true, Set.of()));
    assertThat(target(store).publish(set(60))).isEqualTo(new Published(false, Set.of()));
    assertThat(target(store).publish(set(30))).isEqualTo(new Published(false, Set.of(REGISTRY)));
    assertThat(held(store)).containsExactly(Map.entry(REGISTRY, ends(60).login()));
  }

  @Test
  void aSecretThatDoesNotExistIsRefusedWithTheMend() {
    ConfigStore missing = new AwsSecretStore(secrets, "team/none");
    PublishOutcome outcome = target(missing).publish(set(60));
    assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(((PublishOutcome.Refused) outcome).reason())
        .contains("aws secretsmanager create-secret --name team/none")
        .doesNotContain("fake-60");
    assertThat(target(missing).readBack()).isInstanceOf(ReadBack.Nothing.class);
  }

  @Test
  void anArchiveIsPublishedReadBackAndRemovedWhenItWouldBeEmpty() {
    S3Objects.Location location = bucket("bucket-one");
    ConfigStore store = object(location);
    assertThat(target(store).readBack()).isInstanceOf(ReadBack.Nothing.class);
    assertThat(target(store).publish(set(60))).isEqualTo(new Published(true, Set.of()));
    assertThat(target(store).publish(set(60))).isEqualTo(new Published(false, Set.of()));
    assertThat(target(store).publish(set(30))).isEqualTo(new Published(false, Set.of(REGISTRY)));
    assertThat(
            ConfigReading.read(DockerArchive.configIn(objects.find(location).orElseThrow().bytes()))
                .logins())
        .containsExactly(Map.entry(REGISTRY, ends(60).login()));
    target(store).publish(CredentialSet.EMPTY);
    assertThat(objects.find(location)).isEmpty();
  }

  @Test
  void anObjectThatChangedMeanwhileIsNotReplaced() {
    S3Objects.Location location = bucket("bucket-two");
    String first = put(location, "one", Optional.empty());
    put(location, "two", Optional.of(first));
    for (Optional<String> stale : List.of(Optional.of(first), Optional.<String>empty())) {
      AwsException failed =
          catchThrowableOfType(AwsException.class, () -> put(location, "three", stale));
      assertThat(failed.kind()).isEqualTo(AwsFailure.Kind.CONTENTION);
    }
    assertThat(objects.find(location).orElseThrow().bytes())
        .isEqualTo("two".getBytes(StandardCharsets.UTF_8));
  }

  private static String put(S3Objects.Location location, String text, Optional<String> before) {
    return objects.put(
        location,
        text.getBytes(StandardCharsets.UTF_8),
        "text/plain",
        Map.of(),
        new S3Objects.Encryption.OfS3(),
        before);
  }

  @Test
  void aBucketThatDoesNotExistIsRefusedWithTheMend() {
    ConfigStore missing = object(new S3Objects.Location("bucket-none", "docker.tar.gz"));
    assertThat(target(missing).publish(set(60))).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(target(missing).readBack()).isInstanceOf(ReadBack.Unknown.class);
  }

  @Test
  void ofWritersAtTheSameTimeTheOneThatLivesLongestStays() throws Exception {
    ConfigStore aSecret = secret("team/two");
    ConfigStore anObject = object(bucket("bucket-three"));
    for (ConfigStore store : List.of(aSecret, anObject)) {
      ExecutorService writers = Executors.newFixedThreadPool(2);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
          List<Integer> ends = new ArrayList<>();
          for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            ends.add(100 + 2 * rotation + writer);
          }
          Collections.shuffle(ends, new Random(writer));
          all.add(writers.submit(() -> ends.forEach(end -> publishUntilDone(store, end))));
        }
        for (Future<?> writer : all) {
          writer.get(120, TimeUnit.SECONDS);
        }
      } finally {
        writers.shutdownNow();
      }
      int last = 100 + 2 * (ROTATIONS - 1) + 1;
      assertThat(held(store)).containsExactly(Map.entry(REGISTRY, ends(last).login()));
    }
  }

  /** As a tool would: one that was overtaken too often comes again. */
  private static void publishUntilDone(ConfigStore store, int end) {
    for (int attempt = 0; attempt < 50; attempt++) {
      if (target(store).publish(set(end)) instanceof Published) {
        return;
      }
    }
    throw new AssertionError("never got through");
  }
}
