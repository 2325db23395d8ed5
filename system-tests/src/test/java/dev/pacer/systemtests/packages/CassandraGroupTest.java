package dev.pacer.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.extension.OptionChecks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The group that the Cassandra package renders to. */
class CassandraGroupTest {

  private static final PackageFiles FILES = new PackageFiles("cassandra");

  private static List<JsonNode> nodes(String options) {
    List<JsonNode> nodes = new ArrayList<>();
    Rendered.of(FILES, Rendered.options(options)).path("apps").forEach(nodes::add);
    return nodes;
  }

  private static String env(JsonNode node, String variable) {
    return node.path("env").path(variable).asText("(none)");
  }

  @Test
  void thereIsOneAppPerNodeEachAfterTheOneBefore() {
    List<JsonNode> nodes = nodes("{\"service\": {\"name\": \"db/ring\"}}");

    assertThat(nodes)
        .extracting(node -> node.path("id").asText())
        .containsExactly("/db/ring/node-0", "/db/ring/node-1", "/db/ring/node-2");
    assertThat(nodes)
        .extracting(node -> node.path("dependencies").toString())
        .containsExactly("[]", "[\"/db/ring/node-0\"]", "[\"/db/ring/node-1\"]");
    assertThat(nodes)
        .extracting(node -> env(node, "PACER_NODE_INDEX"))
        .containsExactly("0", "1", "2");
    assertThat(nodes).allMatch(node -> node.path("cmd").asText().equals(FILES.command("node.sh")));
  }

  @Test
  void fixedPortsKeepTwoNodesOffOneAgentAndHealthIsTheOpenClientPort() {
    for (JsonNode node : nodes("{}")) {
      assertThat(node.path("requirePorts").asBoolean()).isTrue();
      assertThat(node.path("portDefinitions"))
          .extracting(port -> port.path("port").asInt())
          .containsExactly(7000, 7001, 7199, 9042);
      JsonNode check = node.at("/healthChecks/0");
      assertThat(check.path("protocol").asText()).isEqualTo("MESOS_TCP");
      assertThat(node.at("/portDefinitions/" + check.path("portIndex").asInt() + "/port").asInt())
          .isEqualTo(9042);
      assertThat(check.path("gracePeriodSeconds").asInt()).isEqualTo(1800);
    }
  }

  @Test
  void growingTheRingChangesNoNodeThatIsThere() {
    List<JsonNode> three = nodes("{\"nodes\": {\"count\": 3}}");

    assertThat(nodes("{\"nodes\": {\"count\": 5}}").subList(0, 3)).isEqualTo(three);
    assertThat(nodes("{\"nodes\": {\"count\": 12}}").subList(0, 3)).isEqualTo(three);
  }

  @Test
  void takingBackTheRightToFoundARingRestartsTheFirstNodeOnly() {
    List<JsonNode> install = nodes("{\"service\": {\"bootstrap\": true}}");
    List<JsonNode> later = nodes("{}");

    assertThat(env(install.get(0), "PACER_BOOTSTRAP")).isEqualTo("true");
    assertThat(env(later.get(0), "PACER_BOOTSTRAP")).isEqualTo("false");
    assertThat(later.subList(1, 3)).isEqualTo(install.subList(1, 3));
  }

  @Test
  void anOrderToOneNodeReachesThatNodeAlone() {
    List<JsonNode> before = nodes("{}");
    List<JsonNode> after =
        nodes(
            """
            {"nodes": {"each": {"2": {"action": "replace", "replace-address": "10.0.0.7"}}}}\
            """);

    assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
    assertThat(env(before.get(2), "PACER_NODE_ACTION")).isEqualTo("none");
    assertThat(env(after.get(2), "PACER_NODE_ACTION")).isEqualTo("replace");
    assertThat(env(after.get(2), "PACER_REPLACE_ADDRESS")).isEqualTo("10.0.0.7");
  }

  @Test
  void aLeavingNodeIsHealthyOnceItHasLeft() {
    JsonNode node =
        nodes(
                """
                {"nodes": {"each": {"2": {"action": "decommission", "leaving": true}}}}\
                """)
            .get(2);

    assertThat(env(node, "PACER_NODE_ACTION")).isEqualTo("decommission");
    assertThat(node.at("/healthChecks/0/protocol").asText()).isEqualTo("COMMAND");
    assertThat(node.at("/healthChecks/0/command/value").asText())
        .isEqualTo("test -e /var/lib/cassandra/pacer/decommissioned");
  }

  @Test
  void racksGoRoundAndBindNodesWhereAgentsSayTheirs() {
    List<JsonNode> nodes =
        nodes("{\"nodes\": {\"racks\": [\"a\", \"b\"], \"rack-attribute\": \"zone\"}}");

    assertThat(nodes)
        .extracting(node -> env(node, "CASSANDRA_RACK"))
        .containsExactly("a", "b", "a");
    assertThat(nodes.get(1).path("constraints").toString())
        .isEqualTo("[[\"hostname\",\"UNIQUE\"],[\"zone\",\"LIKE\",\"b\"]]");
  }

  @Test
  void filesAreFetchedInAnyCombination() {
    for (int mask = 0; mask < 8; mask++) {
      String options =
          """
          {"security": {"keystore-uri": "%s"}, "metrics": {"exporter-uri": "%s", "config-uri": "file:///c.yaml"},
           "backup": {"s3-tool-uri": "%s"}}\
          """
              .formatted(
                  (mask & 1) > 0 ? "file:///k.tgz" : "",
                  (mask & 2) > 0 ? "file:///e.jar" : "",
                  (mask & 4) > 0 ? "file:///s.zip" : "");
      int expected = Integer.bitCount(mask) + ((mask & 2) > 0 ? 1 : 0);
      assertThat(nodes(options).get(0).path("fetch")).as(options).hasSize(expected);
    }
  }

  @Test
  void lessMemoryThanHeapAndWhatLiesBesideItIsRefused() {
    ObjectNode schema = (ObjectNode) FILES.json("config.json");
    ObjectNode options =
        Rendered.over(
            Rendered.defaults(schema),
            Rendered.options(
                "{\"nodes\": {\"mem\": 4096, \"heap-mb\": 3000, \"direct-mb\": 500}}"));

    assertThat(OptionChecks.broken(schema, options))
        .singleElement()
        .satisfies(
            broken ->
                assertThat(broken.paths())
                    .containsExactly("nodes.mem", "nodes.heap-mb", "nodes.direct-mb"));
  }
}
