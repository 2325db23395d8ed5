package dev.pacer.systemtests.packages.cassandra;

import static dev.pacer.systemtests.packages.cassandra.ScriptedNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pacer.systemtests.packages.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The node's script under real shells; names, the image's entrypoint and nodetool are faked. */
@ParameterizedClass
@ValueSource(strings = {"sh", "busybox sh"})
class NodeScriptIT {

  private static final String NODE_0 = "node-0-cassandra.marathon.mesos";
  private static final String NODE_1 = "node-1-cassandra.marathon.mesos";

  @Parameter private String shell;
  @TempDir private Path folder;
  private final List<ScriptedNode> nodes = new ArrayList<>();

  @BeforeEach
  void needTheShell() {
    String program = shell.replaceFirst(" .*", "");
    assumeTrue(
        Pattern.compile(":")
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
        program + " is not installed");
  }

  @AfterEach
  void end() {
    nodes.forEach(ScriptedNode::close);
  }

  private List<String> words() {
    return Pattern.compile(" ").splitAsStream(shell).toList();
  }

  private ScriptedNode node(int index) {
    ScriptedNode node = new ScriptedNode(words(), folder, index);
    nodes.add(node);
    return node;
  }

  /** The first node of a ring that it founded. */
  private ScriptedNode founder() {
    ScriptedNode node = node(0).with("PACER_BOOTSTRAP", "true").start();
    node.started();
    return node.joins();
  }

  // --- forming a ring ---

  @Test
  void theFirstNodeFoundsTheRingWhenItIsToldToAndNobodyIsThere() {
    ScriptedNode node = node(0).with("PACER_BOOTSTRAP", "true").start();

    assertThat(node.started())
        .containsEntry("arguments", "cassandra -f")
        .containsEntry("CASSANDRA_SEEDS", "10.0.0.1")
        .containsEntry("CASSANDRA_LISTEN_ADDRESS", "10.0.0.1")
        .containsEntry("CASSANDRA_BROADCAST_ADDRESS", "10.0.0.1")
        .containsEntry("CASSANDRA_BROADCAST_RPC_ADDRESS", "10.0.0.1");
    assertThat(node.run().said()).contains("founding the ring");
    node.joins();
    assertThat(node.run().said()).contains("joined the ring");
  }

  @Test
  void nodesJoinOneAfterAnotherEachByTheSeedsThatAreThere() {
    founder();
    ScriptedNode second = node(1).start();
    second.run().untilSaid("waiting for a seed: " + NODE_0, SOON);
    assertThat(second.cassandraStarts()).isZero();

    second.resolves(NODE_0, "10.0.0.1");
    assertThat(second.started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1");
    second.joins().resolves(NODE_1, "10.0.0.2");

    ScriptedNode third = node(2).start();
    assertThat(third.started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1,10.0.0.2");
  }

  @Test
  void aNodeThatIsNotTheFirstNeverStartsAlone() {
    ScriptedNode node =
        node(1).with("PACER_BOOTSTRAP", "true").with("PACER_SEED_WAIT", "1").start();

    assertThat(node.run().end(SOON)).isEqualTo(75);
    assertThat(node.run().said()).contains("no seed came up within 1 s").contains(NODE_0);
    assertThat(node.cassandraStarts()).isZero();
  }

  @Test
  void namesFollowTheGroupTheDomainAndTheOperatorsOwnSeeds() {
    ScriptedNode node =
        node(1)
            .with("MARATHON_APP_ID", "/db/ring/node-1")
            .with("PACER_DNS_DOMAIN", "marathon.test")
            .with("PACER_SEEDS", "far-1.test, far-2.test")
            .resolves("node-0-ring-db.marathon.test", "10.1.0.1")
            .resolves("far-2.test", "10.9.0.2")
            .start();

    assertThat(node.started()).containsEntry("CASSANDRA_SEEDS", "10.1.0.1,10.9.0.2");
  }

  @Test
  void withoutMesosDnsTheNodesAreWhereTheOptionSays() {
    ScriptedNode node =
        node(2)
            .with("PACER_SEED_HOSTS", "a.test,b.test,c.test")
            .resolves("a.test", "10.2.0.1")
            .resolves("b.test", "10.2.0.2")
            .resolves("c.test", "10.2.0.3")
            .start();

    assertThat(node.started()).containsEntry("CASSANDRA_SEEDS", "10.2.0.1,10.2.0.2");
  }

  // --- never a second ring ---

  @Test
  void aFirstNodeThatLostItsDiskFoundsNoSecondRing() {
    ScriptedNode node = founder();
    node.loseVolume().forget("mode").with("PACER_BOOTSTRAP", "false");
    node.with("PACER_SEED_WAIT", "1").start();

    assertThat(node.run().end(SOON)).isEqualTo(69);
    assertThat(node.run().said())
        .contains("will not found a second ring")
        .contains("replace node-0");
    assertThat(node.cassandraStarts()).isEqualTo(1);
  }

  /** The check above must be able to fail: without the script's own condition it does. */
  @Test
  void aScriptThatFoundsWheneverItIsAloneIsFoundOut() {
    String script = new PackageFiles("cassandra").command("node.sh");
    String planted = script.replace("&& may_found; then", "&& true; then");
    assertThat(planted).isNotEqualTo(script);
    ScriptedNode node = new ScriptedNode(words(), planted, folder, 0);
    nodes.add(node);

    assertThat(node.start().started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1");
  }

  @Test
  void aFirstNodeThatLostItsDiskRightAfterTheInstallJoinsTheOthers() {
    ScriptedNode node = founder();
    node.loseVolume().forget("mode").resolves("node-4-cassandra.marathon.mesos", "10.0.0.5");

    assertThat(node.start().started())
        .as("by any node that can be found, even one that is no seed")
        .containsEntry("CASSANDRA_SEEDS", "10.0.0.5");
  }

  @Test
  void halfOfANodeFoundsNoRing() {
    ScriptedNode node = node(0).with("PACER_BOOTSTRAP", "true").with("PACER_SEED_WAIT", "1");
    ScriptedNode.write(node.volume().resolve("data/system/local-1/nb-1-big-Data.db"), "x");

    assertThat(node.start().run().end(SOON)).isEqualTo(69);
  }

  @Test
  void aFoundingThatWasCutShortIsTakenUpAgain() {
    ScriptedNode node = node(0).with("PACER_BOOTSTRAP", "true").start();
    node.started();
    ScriptedNode.write(node.volume().resolve("data/system/local-1/nb-1-big-Data.db"), "x");
    node.run().kill();

    assertThat(node.start().started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1");
  }

  @Test
  void theRightToFoundARingGrowsOld() {
    ScriptedNode node =
        node(0)
            .with("PACER_BOOTSTRAP", "true")
            .with("PACER_SEED_WAIT", "1")
            .with("MARATHON_APP_VERSION", "2026-01-01T00:00:00.000Z");

    assertThat(node.start().run().end(SOON)).isEqualTo(69);
  }

  // --- restarts ---

  @Test
  void aSeedThatHasJoinedStartsAgainAloneSoThatAWholeGroupCan() {
    ScriptedNode node = founder();
    node.run().kill();
    node.with("PACER_BOOTSTRAP", "false");

    assertThat(node.start().started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1");
    node.joins();
    assertThat(node.run().said()).contains("is back in the ring");
    node.run().kill();
    node.resolves(NODE_1, "10.0.0.2");
    assertThat(node.start().started()).containsEntry("CASSANDRA_SEEDS", "10.0.0.1,10.0.0.2");
  }

  @Test
  void beingStoppedDrainsThenStopsCassandra() {
    ScriptedNode node = founder();

    assertThat(node.run().terminate(SOON)).isEqualTo(143);
    assertThat(node.calls()).containsExactly("nodetool drain heap=128M", "TERM");
  }

  @Test
  void aNodeThatHasNotJoinedIsStoppedWithoutADrain() {
    ScriptedNode node = node(0).with("PACER_BOOTSTRAP", "true").start();
    node.started();

    assertThat(node.run().terminate(SOON)).isEqualTo(143);
    assertThat(node.calls()).containsExactly("TERM");
  }

  @Test
  void aNodeThatWaitsForASeedStopsAtOnce() {
    ScriptedNode node = node(1).start();
    node.run().untilSaid("waiting for a seed", SOON);

    assertThat(node.run().terminate(SOON)).isEqualTo(143);
  }

  @Test
  void theScriptEndsAsCassandraEnded() {
    ScriptedNode node = founder().note("end", "3");

    assertThat(node.run().end(SOON)).isEqualTo(3);
    assertThat(node.run().said()).contains("Cassandra ended with 3");
  }

  // --- replace ---

  @Test
  void aReplacementTakesTheDeadNodesPlaceOnce() {
    ScriptedNode node =
        node(2)
            .with("PACER_NODE_ACTION", "replace")
            .with("PACER_REPLACE_ADDRESS", "10.0.0.77")
            .with("PACER_JVM_OPTS", "-Dmine=1")
            .resolves(NODE_0, "10.0.0.1")
            .start();
    assertThat(node.started().get("JVM_EXTRA_OPTS"))
        .contains("-Dmine=1")
        .contains("-Dcassandra.replace_address_first_boot=10.0.0.77");
    node.joins().run().kill();

    assertThat(node.start().started().get("JVM_EXTRA_OPTS")).doesNotContain("replace_address");
    assertThat(node.run().said()).contains("the order to replace 10.0.0.77 is done");
  }

  @Test
  void aFirstNodeIsReplacedByTheOtherSeedsAndNeverFounds() {
    ScriptedNode node =
        node(0)
            .with("PACER_BOOTSTRAP", "true")
            .with("PACER_NODE_ACTION", "replace")
            .with("PACER_REPLACE_ADDRESS", "10.0.0.1")
            .with("PACER_SEED_WAIT", "1");
    assertThat(node.start().run().end(SOON)).isEqualTo(75);

    node.resolves(NODE_1, "10.0.0.2");
    assertThat(node.start().started())
        .containsEntry("CASSANDRA_SEEDS", "10.0.0.2")
        .hasEntrySatisfying(
            "JVM_EXTRA_OPTS",
            options -> assertThat(options).contains("replace_address_first_boot=10.0.0.1"));
  }

  @Test
  void aReplacementWithoutAnAddressIsRefused() {
    ScriptedNode node = node(1).with("PACER_NODE_ACTION", "replace").start();

    assertThat(node.run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("needs PACER_REPLACE_ADDRESS");
  }

  // --- decommission ---

  private ScriptedNode leaver() {
    ScriptedNode node = node(2).resolves(NODE_0, "10.0.0.1").start();
    node.started();
    node.joins().run().kill();
    return node.with("PACER_NODE_ACTION", "decommission");
  }

  @Test
  void aNodeLeavesTheRingStaysUntilItIsRemovedAndDoesNotComeBack() {
    ScriptedNode node = leaver().start();
    node.run().untilSaid("has left the ring", SOON);
    assertThat(node.calls()).containsExactly("nodetool decommission heap=128M", "TERM");
    assertThat(node.run().runs()).isTrue();
    node.run().kill();

    node.start().run().untilSaid("has left the ring; waiting to be removed", SOON);
    assertThat(node.cassandraStarts()).isEqualTo(2);
    assertThat(node.run().terminate(SOON)).isEqualTo(143);

    node.with("PACER_NODE_ACTION", "none");
    assertThat(node.start().run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("must not come back");
  }

  @Test
  void leavingIsTriedAgainUntilItSucceeds() {
    ScriptedNode node = leaver().with("PACER_LEAVE_AGAIN", "1").note("fail-decommission", "");
    node.start().run().untilSaid("could not leave the ring", SOON);
    assertThat(node.has("decommissioned")).isFalse();

    node.forget("fail-decommission");
    node.run().untilSaid("has left the ring", SOON);
  }

  @Test
  void aNodeThatLeftBeforeThatCouldBeNotedIsKnownByWhatCassandraSays() {
    ScriptedNode node = leaver();
    node.forget("mode").note("end", "3");
    ScriptedNode.write(
        node.sandbox().resolve("system.log"),
        "ERROR This node was decommissioned and will not rejoin the ring unless …\n");

    node.start().run().untilSaid("has left the ring; waiting to be removed", SOON);
    assertThat(node.has("decommissioned")).isTrue();
  }

  // --- settings ---

  @ParameterizedTest
  @CsvSource({
    "2048, 0, 0, G1, 682M, 341M, ",
    "4096, 0, 0, G1, 2048M, 1024M, ",
    "16384, 0, 0, G1, 8192M, 4096M, ",
    "65536, 0, 0, G1, 16384M, 8192M, ",
    "65536, 0, 0, CMS, 8192M, 4096M, 2048M",
    "4096, 1000, 500, G1, 1000M, 500M, ",
    "1536, 0, 0, G1, 341M, 170M, "
  })
  void heapAndDirectMemoryAreSizedFromTheContainer(
      String mem,
      String heap,
      String direct,
      String gc,
      String expected,
      String off,
      String young) {
    Map<String, String> started =
        node(0)
            .with("PACER_BOOTSTRAP", "true")
            .with("PACER_MEM_MB", mem)
            .with("PACER_HEAP_MB", heap)
            .with("PACER_DIRECT_MB", direct)
            .with("PACER_GC", gc)
            .start()
            .started();

    assertThat(started)
        .containsEntry("MAX_HEAP_SIZE", expected)
        .containsEntry("MAX_DIRECT_MEMORY_SIZE", off);
    assertThat(started.get("HEAP_NEWSIZE")).isEqualTo(young);
  }

  @Test
  void moreHeapThanFitsIsRefused() {
    ScriptedNode node = node(0).with("PACER_HEAP_MB", "3000").start();

    assertThat(node.run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("mem 4096 MB is less than heap 3000 + direct 1500");
  }

  @Test
  void linesOfCassandraYamlReplaceTheImagesWithAllBelowThem() {
    ScriptedNode node =
        node(0)
            .with("PACER_BOOTSTRAP", "true")
            .with("JMX_PORT", "7299")
            .with("PACER_YAML", "seed_provider: mine\nauto_snapshot: true\nnew_key:\n  - a\n");
    node.start().started();

    assertThat(node.yaml(1))
        .contains("seed_provider: mine\nauto_snapshot: true\nnew_key:\n  - a\n")
        .doesNotContain("auto_snapshot: false")
        .doesNotContain("class_name")
        .contains("concurrent_reads: 4", "# broadcast_address:", "incremental_backups: false");
    assertThat(ScriptedNode.read(node.conf().resolve("cassandra-env.sh")))
        .isEqualTo("# of the image\nJMX_PORT=7299\necho $JMX_PORT\n");
  }

  @Test
  void tlsIsSetUpFromTheSandboxAndThePasswordIsNotSaid() throws IOException {
    ScriptedNode node =
        node(0).with("PACER_BOOTSTRAP", "true").with("PACER_TLS", "client internode");
    assertThat(node.start().run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("keystore.p12 is not in the sandbox");

    Files.writeString(node.sandbox().resolve("keystore.p12"), "k");
    Files.writeString(node.sandbox().resolve("truststore.p12"), "t");
    Files.writeString(node.sandbox().resolve("password"), "fake'pass\n");
    node.start().started();
    assertThat(node.yaml(1))
        .contains("client_encryption_options: {enabled: true, optional: false, keystore: ")
        .contains("server_encryption_options: {internode_encryption: all")
        .contains("keystore_password: 'fake''pass'");
    assertThat(node.run().said()).doesNotContain("fake'");
    assertThat(node.files(node.volume())).noneMatch(file -> file.endsWith(".yaml"));
  }

  @Test
  void anUnknownOrderIsRefused() {
    ScriptedNode node = node(0).with("PACER_NODE_ACTION", "explode").start();

    assertThat(node.run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("known: none, replace, decommission");
  }

  @Test
  void anAgentWithoutAnAddressIsNamed() {
    ScriptedNode node = node(0).with("HOST", "nowhere.test").start();

    assertThat(node.run().end(SOON)).isEqualTo(64);
    assertThat(node.run().said()).contains("no IPv4 address for nowhere.test");
  }

  // --- backups ---

  private ScriptedNode backingUp() {
    ScriptedNode node =
        node(0)
            .with("PACER_BOOTSTRAP", "true")
            .with("PACER_BACKUP_PLACE", folder.resolve("backups").toString())
            .with("PACER_BACKUP_SCHEDULE", "24h")
            .with("PACER_BACKUP_KEEP", "2")
            .start();
    node.started();
    return node.joins();
  }

  @Test
  void aBackupThatIsAskedForIsOneArchiveWithTheTokensAndLeavesNoSnapshot() throws Exception {
    ScriptedNode node = backingUp();
    ScriptedNode.write(node.volume().resolve("pacer/backup-now"), "");
    node.run().untilSaid("backup pacer-", SOON);

    Path place = folder.resolve("backups/cassandra/node-0");
    List<String> archives = node.files(place);
    assertThat(archives).singleElement().asString().matches("pacer-\\d{8}T\\d{6}Z\\.tar\\.gz");
    Process tar =
        new ProcessBuilder("tar", "-tzf", place.resolve(archives.get(0)).toString()).start();
    assertThat(
            new String(
                tar.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("nb-1-big-Data.db")
        .contains("pacer/tokens");
    assertThat(node.files(node.volume())).noneMatch(file -> file.contains("snapshots"));
  }

  @Test
  void aBackupThatIsDueIsTakenAndOldOnesGo() {
    ScriptedNode node = backingUp();
    Path place = folder.resolve("backups/cassandra/node-0");
    for (String old : List.of("20250101", "20250102", "20250103")) {
      ScriptedNode.write(place.resolve("pacer-" + old + "T000000Z.tar.gz"), "old");
    }
    node.run().kill();
    ScriptedNode.write(node.volume().resolve("pacer/backup-good"), "1000000000\n");
    node.start().run().untilSaid("backup pacer-", SOON);

    node.run().until("old archives are gone", SOON, () -> node.files(place).size() == 2);
    assertThat(node.files(place)).contains("pacer-20250103T000000Z.tar.gz");
  }

  @Test
  void aBackupThatFailsIsSaidAndNothingOldIsRemoved() {
    ScriptedNode node = backingUp().note("fail-snapshot", "");
    Path place = folder.resolve("backups/cassandra/node-0");
    for (String old : List.of("20250101", "20250102", "20250103")) {
      ScriptedNode.write(place.resolve("pacer-" + old + "T000000Z.tar.gz"), "old");
    }
    ScriptedNode.write(node.volume().resolve("pacer/backup-now"), "");
    node.run().untilSaid("backup failed; next try in an hour", SOON);

    assertThat(node.files(place)).hasSize(3);
    assertThat(node.has("backup-failed")).isTrue();
  }

  @Test
  void aBackupWithoutAPlaceSaysSo() {
    ScriptedNode node = founder();
    ScriptedNode.write(node.volume().resolve("pacer/backup-now"), "");

    node.run().untilSaid("neither backup.directory nor backup.bucket is set", SOON);
  }
}
