package dev.pacer.registryauth.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pacer.cluster.http.Json;
import dev.pacer.frame.output.Terminal;
import dev.pacer.registryauth.credential.RegistryName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LintTest {

  private static final RegistryName REGISTRY = new RegistryName("registry.example.com");
  private static final RegistryName OTHER = new RegistryName("other.example.com");
  private static final RegistryName ACR = new RegistryName("ours.azurecr.io");

  private static final LintFacts FACTS =
      new LintFacts(
          List.of(
              new LintFacts.Profile(
                  "team-a",
                  Set.of(REGISTRY, ACR),
                  List.of(
                      new LintFacts.Archive(
                          "https://registry-auth.marathon.mesos:8443/",
                          "/team-a/docker.tar.gz",
                          LintFacts.Readers.EVERYBODY),
                      new LintFacts.Archive(
                          "file:///etc/registry-auth/everybody/docker.tar.gz",
                          "",
                          LintFacts.Readers.EVERYBODY),
                      new LintFacts.Archive(
                          "file:///etc/registry-auth/team-a/docker.tar.gz",
                          "",
                          LintFacts.Readers.OWNER)),
                  Set.of("team-a/docker")),
              new LintFacts.Profile("team-b", Set.of(OTHER), List.of(), Set.of())),
          List.of(
              AgentLoginsReader.read(
                  3, "10.0.0.1", "{\"auths\":{\"static.example.com\":{\"auth\":\"bTpu\"}}}")),
          Set.of("/pacer/registry-auth"));

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LintTest.class.getResourceAsStream("/lint/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Finding> lint(String json) {
    return Lint.check(WorkloadReader.read(json), FACTS);
  }

  private static String rules(List<Finding> findings, String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(finding -> finding.rule().id())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyMisuseIsFoundAndNothingElse() throws IOException {
    String json = resource("apps.json");
    List<Finding> findings = lint(json);
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    Json.parse(json)
        .path("apps")
        .forEach(
            app -> {
              String id = app.path("id").asText();
              expected.put(
                  id,
                  Arrays.stream(app.path("labels").path("expect").asText().split(" ", -1))
                      .sorted()
                      .collect(Collectors.joining(" ")));
              found.put(id, rules(findings, id));
            });
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theExamplesShowEveryRule() throws IOException {
    List<Finding> findings = new ArrayList<>(lint(resource("apps.json")));
    String token = Base64.getEncoder().encodeToString("AWS:x".getBytes(StandardCharsets.UTF_8));
    for (String flag :
        List.of(
            "{\"auths\":{\"https://Registry.example.com/v2/\":{\"auth\":\"" + token + "\"}}}",
            "{\"credHelpers\":{\"registry.example.com\":\"ecr-login\"}}")) {
      LintFacts facts =
          new LintFacts(List.of(), List.of(AgentLoginsReader.read(2, "10.0.0.7", flag)), Set.of());
      findings.addAll(Lint.check(List.of(), facts));
    }
    assertThat(findings.stream().map(Finding::rule).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(LintRule.class));
  }

  @Test
  void anAgentsFlagIsTakenForAnEcrTokenByItsHostOrItsUser() {
    assertThat(
            AgentLoginsReader.read(
                    1,
                    "a",
                    "{\"auths\":{\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\":{\"auth\":\"eA==\"},"
                        + "\"static.example.com\":{\"auth\":\"bTpu\"}}}")
                .ecrTokens())
        .containsExactly(new RegistryName("123456789012.dkr.ecr.eu-west-1.amazonaws.com"));
    assertThatIllegalArgumentException().isThrownBy(() -> AgentLoginsReader.read(1, "a", "[]"));
    assertThatIllegalArgumentException().isThrownBy(() -> AgentLoginsReader.read(1, "a", "{"));
  }

  @Test
  void anOldDockercfgInAnAgentsFlagCountsAsLoginsWithoutAuths() {
    LintFacts.AgentLogins logins =
        AgentLoginsReader.read(1, "a", "{\"static.example.com\":{\"auth\":\"bTpu\"}}");
    assertThat(logins.registries()).containsExactly(new RegistryName("static.example.com"));
    assertThat(logins.hasAuths()).isFalse();
  }

  @Test
  void podsAreUcrAndEachContainerIsJudgedByItself() throws IOException {
    List<Finding> findings = lint(resource("pods.json"));
    assertThat(rules(findings, "/pods/good#web")).isEmpty();
    assertThat(rules(findings, "/pods/bad#archive")).isEqualTo("ucr-ignores-archive");
    assertThat(rules(findings, "/pods/bad#login")).isEqualTo("host-login no-credentials");
  }

  @Test
  void withoutFactsOnlyWhatTheAppItselfShowsIsSaid() throws IOException {
    List<Finding> findings =
        Lint.check(WorkloadReader.read(resource("apps.json")), LintFacts.none());
    assertThat(findings)
        .extracting(Finding::rule)
        .contains(
            LintRule.CACHED_ARCHIVE,
            LintRule.UCR_IGNORES_ARCHIVE,
            LintRule.PULL_CONFIG_NEEDS_UCR,
            LintRule.NOT_EXTRACTED_QUERY)
        .doesNotContain(LintRule.NO_CREDENTIALS, LintRule.UNKNOWN_REGISTRY, LintRule.WRONG_PROFILE);
  }

  @Test
  void noSecretOfAnAppIsEverSaid() throws IOException {
    List<Finding> findings = lint(resource("apps.json"));
    LintReport report = LintReport.of(9, findings);
    assertThat(findings.toString() + report + report.text(Terminal.plain()))
        .doesNotContain("not-a-real")
        .contains("files.example.com/docker.tar.gz");
  }

  @Test
  void theReportNamesWhatCannotPullAndTheMendOfEachRuleOnce() throws IOException {
    List<Finding> findings = lint(resource("apps.json"));
    LintReport report = LintReport.of(47, findings);
    assertThat(report.cannotPull())
        .contains("/bad/nothing-fetched", "/bad/cache")
        .doesNotContain("/bad/latest", "/good/docker");
    String text = report.text(Terminal.plain());
    assertThat(text.split("no-credentials: ", -1)).hasSize(2);
    assertThat(text).contains("in 47 containers");
    assertThat(report.findings().get(0).severity()).isEqualTo("error");
  }

  @Test
  void documentsOfEveryFormAreRead() {
    String app = "{\"id\":\"/a\",\"cmd\":\"true\"}";
    String pod = "{\"id\":\"/p\",\"containers\":[{\"name\":\"c\"}]}";
    assertThat(WorkloadReader.read(app)).hasSize(1);
    assertThat(WorkloadReader.read("{\"app\":" + app + "}")).hasSize(1);
    assertThat(WorkloadReader.read("[" + app + "," + pod + "]")).hasSize(2);
    assertThat(
            WorkloadReader.read(
                "{\"id\":\"/\",\"apps\":[],\"groups\":[{\"id\":\"/g\",\"apps\":["
                    + app
                    + "],\"pods\":["
                    + pod
                    + "],\"groups\":[]}]}"))
        .extracting(Workload::name)
        .containsExactly("/a", "/p#c");
  }

  @Test
  void whatIsNoAppIsRefusedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadReader.read("[{\"id\":\"/a\"},{\"x\":1}]"))
        .withMessageContaining("/1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadReader.read("{\"apps\":[{\"id\":\"/a\",\"fetch\":[{}]}]}"))
        .withMessageContaining("/apps/0/fetch");
    assertThatIllegalArgumentException().isThrownBy(() -> WorkloadReader.read("<html>"));
  }

  @Test
  void imagesAreTakenApartAsDockerDoes() {
    assertThat(ImageName.read("nginx").registry()).contains(RegistryName.DOCKER_HUB);
    assertThat(ImageName.read("team/app:1").registry()).contains(RegistryName.DOCKER_HUB);
    assertThat(ImageName.read("localhost/app").registry()).contains(new RegistryName("localhost"));
    ImageName full = ImageName.read("host.example:5000/team/app:v1.2@sha256:abc");
    assertThat(full.registry()).contains(new RegistryName("host.example:5000"));
    assertThat(full.tag()).contains("v1.2");
    assertThat(full.digest()).contains("sha256:abc");
    assertThat(ImageName.read("host.example:5000/team/app").tag()).isEmpty();
  }

  @Test
  void tagsThatMoveAreToldFromFixedOnes() {
    for (String moving : List.of("a", "a:latest", "a:stable", "a:master", "a:release")) {
      assertThat(ImageName.read(moving).isMutable()).as(moving).isTrue();
    }
    for (String fixed :
        List.of("a:1.2.3", "a:v1.2", "a:42", "a:main-20261122", "a:3f9c2d1e", "a:x@sha256:00")) {
      assertThat(ImageName.read(fixed).isMutable()).as(fixed).isFalse();
    }
  }
}
