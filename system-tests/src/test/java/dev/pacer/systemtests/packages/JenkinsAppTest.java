package dev.pacer.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The apps that the Jenkins packages render to. */
class JenkinsAppTest {

  private static final PackageFiles JENKINS = new PackageFiles("jenkins");
  private static final PackageFiles AGENTS = new PackageFiles("jenkins-agents");

  private static ObjectNode jenkins(String options) {
    return Rendered.of(JENKINS, Rendered.options(options));
  }

  @Test
  void itIsOneInstanceWithADiskOfItsOwn() {
    ObjectNode app = jenkins("{}");

    assertThat(app.path("cmd").asText()).isEqualTo(JENKINS.command("jenkins.sh"));
    assertThat(app.at("/labels/MARATHON_SINGLE_INSTANCE_APP").asText()).isEqualTo("true");
    assertThat(app.at("/container/volumes/0/persistent/size").asInt()).isEqualTo(20480);
    assertThat(app.at("/container/volumes/1/containerPath").asText())
        .isEqualTo("/var/jenkins_home");
    assertThat(app.at("/container/docker/parameters/0").toString())
        .as("root, to give the volume away")
        .isEqualTo("{\"key\":\"user\",\"value\":\"root\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "{}, '', /login",
    "'{\"network\": {\"prefix\": \"/ci\"}}', /ci, /ci/login",
    "'{\"proxy\": {\"dcos\": true}}', /service/jenkins, /service/jenkins/login",
  })
  void healthAndReadinessAskUnderThePrefix(String options, String prefix, String path) {
    ObjectNode app = jenkins(options);

    assertThat(app.at("/env/PACER_PREFIX").asText()).isEqualTo(prefix);
    JsonNode health = app.at("/healthChecks/0");
    assertThat(health.path("protocol").asText()).isEqualTo("MESOS_HTTP");
    assertThat(health.path("path").asText()).isEqualTo(path);
    assertThat(health.path("gracePeriodSeconds").asInt()).isEqualTo(600);
    assertThat(app.at("/container/portMappings/0/containerPort").asInt()).isEqualTo(8080);
    JsonNode ready = app.at("/readinessChecks/0");
    assertThat(ready.path("path").asText()).isEqualTo(path);
    assertThat(ready.path("httpStatusCodesForReady").toString()).isEqualTo("[200]");
  }

  @Test
  void secretsAreReferencesAndAppearOnlyWhereTheyAreAskedFor() {
    assertThat(jenkins("{}").has("secrets")).isFalse();
    ObjectNode app =
        jenkins("{\"security\": {\"admin-secret\": \"ci/admin\", \"agent-secret\": \"ci/agent\"}}");

    assertThat(app.at("/secrets/admin/source").asText()).isEqualTo("ci/admin");
    assertThat(app.at("/env/PACER_ADMIN_PASSWORD/secret").asText()).isEqualTo("admin");
    assertThat(app.at("/env/PACER_AGENT_PASSWORD/secret").asText()).isEqualTo("agent");
    assertThat(
            jenkins("{\"security\": {\"agent-secret\": \"ci/agent\"}}").path("secrets").toString())
        .isEqualTo("{\"agent\":{\"source\":\"ci/agent\"}}");
  }

  @Test
  void underTheMesosContainerizerTheAgentsUserOwnsTheVolume() {
    ObjectNode app = jenkins("{\"service\": {\"ucr\": true, \"user\": \"jenkins\"}}");

    assertThat(app.at("/container/type").asText()).isEqualTo("MESOS");
    assertThat(app.path("user").asText()).isEqualTo("jenkins");
    assertThat(app.at("/container/docker").has("parameters")).isFalse();
  }

  @Test
  void theAgentsPortIsOpenedOnDemandAndTheSameOnBothSides() {
    ObjectNode app = jenkins("{\"network\": {\"open-agent-port\": true, \"agent-port\": 50123}}");

    assertThat(app.at("/container/portMappings/1/containerPort").asInt()).isEqualTo(50123);
    assertThat(app.at("/container/portMappings/1/hostPort").asInt()).isEqualTo(50123);
    assertThat(app.at("/env/PACER_AGENT_PORT").asText()).isEqualTo("50123");
    assertThat(jenkins("{}").at("/container/portMappings")).hasSize(1);
  }

  @Test
  void filesAreFetchedInAnyCombination() {
    for (int mask = 0; mask < 16; mask++) {
      String options =
          """
          {"security": {"secrets-uri": "%s"}, "casc": {"uri": "%s"},
           "backup": {"restore-uri": "%s", "s3-tool-uri": "%s"}}\
          """
              .formatted(
                  (mask & 1) > 0 ? "file:///s.tgz" : "",
                  (mask & 2) > 0 ? "file:///c.yaml" : "",
                  (mask & 4) > 0 ? "file:///r.tar.gz" : "",
                  (mask & 8) > 0 ? "file:///a.zip" : "");
      assertThat(jenkins(options).path("fetch")).as(options).hasSize(Integer.bitCount(mask));
    }
  }

  @Test
  void proxiesAreToldByLabels() {
    ObjectNode app =
        jenkins(
            """
            {"proxy": {"dcos": true, "haproxy-vhost": "ci.example.invalid",
                       "traefik-rule": "Host(`ci.example.invalid`)"}}\
            """);

    assertThat(app.at("/labels/DCOS_SERVICE_NAME").asText()).isEqualTo("jenkins");
    assertThat(app.at("/labels/HAPROXY_0_VHOST").asText()).isEqualTo("ci.example.invalid");
    assertThat(app.at("/labels/traefik.http.routers.jenkins.rule").asText())
        .isEqualTo("Host(`ci.example.invalid`)");
    assertThat(jenkins("{}").path("labels")).hasSize(1);
  }

  @Test
  void agentsAreInstancesWithoutADiskToWaitForAndWithoutAPortToFightOver() {
    ObjectNode app =
        Rendered.of(
            AGENTS,
            Rendered.options(
                """
                {"agents": {"instances": 7, "disk": 100}, "security": {"agent-secret": "a"}}\
                """));

    assertThat(app.path("instances").asInt()).isEqualTo(7);
    assertThat(app.path("disk").asInt()).isEqualTo(100);
    assertThat(app.at("/container/portMappings")).isEmpty();
    assertThat(app.at("/container").has("volumes")).isFalse();
    assertThat(app.path("cmd").asText()).isEqualTo(AGENTS.command("agent.sh"));
  }
}
