package dev.pacer.systemtests.packages.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Cassandra, as the package's script starts, stops, loses, replaces and removes it. */
class RealCassandraIT {

  private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);
  private static final String FIRST = "127.0.1.11";
  private static final String SECOND = "127.0.1.12";
  private static final String THIRD = "127.0.1.13";
  private static final String FOURTH = "127.0.1.14";
  private static final String OTHER = "127.0.1.21";

  @TempDir private Path group;
  private final List<RealNode> nodes = new ArrayList<>();

  @BeforeEach
  void needCassandra() {
    assumeTrue(RealNode.jarsAreThere(), "Cassandra's jars are not there; scripts/test brings them");
  }

  @AfterEach
  void end() {
    nodes.forEach(RealNode::close);
  }

  private RealNode node(int index) {
    RealNode node = new RealNode(group, index);
    nodes.add(node);
    return node;
  }

  @Test
  void oneNodeFoundsARingStopsStartsBacksUpAndFoundsNoSecondOneWithoutItsDisk() {
    RealNode node = node(0).with("PACER_BOOTSTRAP", "true").start().joins();
    assertThat(node.said()).contains("founding the ring");
    assertThat(node.ring()).isEqualTo(Map.of("UN", List.of(FIRST)));

    ScriptedNode.write(node.home().resolve("pacer/backup-now"), "");
    node.run().untilSaid("backup pacer-", STOPS_WITHIN);
    assertThat(group.resolve("backups/cassandra/node-0"))
        .isDirectoryContaining("glob:**/pacer-*.tar.gz");

    assertThat(node.run().terminate(STOPS_WITHIN)).isEqualTo(143);
    assertThat(node.said()).contains("draining").doesNotContain("could not drain");
    assertThat(node.run().said()).contains("DRAINED");

    node.with("PACER_BOOTSTRAP", "false").start().joins();
    assertThat(node.said()).contains("is back in the ring").doesNotContain("founding");
    assertThat(node.ring()).isEqualTo(Map.of("UN", List.of(FIRST)));

    node.loseVolume().with("PACER_SEED_WAIT", "5").start();
    assertThat(node.run().end(STOPS_WITHIN)).isEqualTo(69);
    assertThat(node.said()).contains("will not found a second ring");
  }

  @Test
  void threeNodesFormOneRingAndKeepIt() {
    assumeTrue(Boolean.getBoolean("pacer.all"), "takes some minutes: scripts/test --all");
    RealNode first = node(0).with("PACER_BOOTSTRAP", "true");
    RealNode second = node(1);
    RealNode third = node(2);

    // One after another, as Marathon starts them by their dependencies; even one that is early
    // waits.
    second.start();
    second.run().untilSaid("waiting for a seed", STOPS_WITHIN);
    first.start().joins().isNamed();
    second.joins().isNamed();
    third.start().joins().isNamed();
    assertThat(second.said()).contains("seeds " + FIRST + ",");
    sees(first, Map.of("UN", List.of(FIRST, SECOND, THIRD)));
    sees(third, Map.of("UN", List.of(FIRST, SECOND, THIRD)));

    // One is stopped and started.
    second.isNamedNoMore();
    assertThat(second.run().terminate(STOPS_WITHIN)).isEqualTo(143);
    sees(first, Map.of("UN", List.of(FIRST, THIRD), "DN", List.of(SECOND)));
    second.start().joins().isNamed();
    sees(first, Map.of("UN", List.of(FIRST, SECOND, THIRD)));

    // One is lost and replaced, on another agent.
    third.loseVolume().isNamedNoMore();
    sees(first, Map.of("UN", List.of(FIRST, SECOND), "DN", List.of(THIRD)));
    third
        .isAt(OTHER)
        .with("PACER_NODE_ACTION", "replace")
        .with("PACER_REPLACE_ADDRESS", THIRD)
        .start()
        .joins()
        .isNamed();
    sees(first, Map.of("UN", List.of(FIRST, SECOND, OTHER)));

    // The first loses its disk. It joins no ring as a stranger and founds none; it is replaced.
    first.loseVolume().isNamedNoMore().with("PACER_BOOTSTRAP", "false").start();
    assertThat(first.run().end(RealNode.JOINS_WITHIN)).isNotZero();
    assertThat(first.run().said()).contains("already exists, cancelling join");
    sees(second, Map.of("UN", List.of(SECOND, OTHER), "DN", List.of(FIRST)));
    first
        .with("PACER_NODE_ACTION", "replace")
        .with("PACER_REPLACE_ADDRESS", FIRST)
        .start()
        .joins()
        .isNamed();
    sees(second, Map.of("UN", List.of(FIRST, SECOND, OTHER)));
    assertThat(first.said()).doesNotContain("founding");

    // One is added and leaves for good. (Cassandra keeps three copies of some of its own tables,
    // and
    // lets nobody go when fewer nodes would be left.)
    RealNode fourth = node(3).start().joins().isNamed();
    sees(first, Map.of("UN", sorted(FIRST, SECOND, OTHER, FOURTH)));
    fourth.isNamedNoMore();
    assertThat(fourth.run().terminate(STOPS_WITHIN)).isEqualTo(143);
    fourth.with("PACER_NODE_ACTION", "decommission").start().joins();
    fourth.run().untilSaid("has left the ring", RealNode.JOINS_WITHIN);
    sees(first, Map.of("UN", List.of(FIRST, SECOND, OTHER)));

    // All others are down and the first has no disk: there is nobody to join, and it waits for
    // them.
    for (RealNode other : List.of(second, third)) {
      other.isNamedNoMore();
      assertThat(other.run().terminate(STOPS_WITHIN)).isEqualTo(143);
    }
    first
        .loseVolume()
        .isNamedNoMore()
        .with("PACER_NODE_ACTION", "none")
        .with("PACER_SEED_WAIT", "5")
        .start();
    assertThat(first.run().end(STOPS_WITHIN)).isEqualTo(69);
  }

  private static List<String> sorted(String... addresses) {
    return Stream.of(addresses).sorted().toList();
  }

  private static void sees(RealNode node, Map<String, List<String>> ring) {
    node.run()
        .until(
            "it sees " + ring + " (now " + node.ring() + ")",
            Duration.ofMinutes(2),
            () -> node.ring().equals(ring));
  }
}
