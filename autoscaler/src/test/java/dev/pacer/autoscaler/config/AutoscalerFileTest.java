package dev.pacer.autoscaler.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.config.Problem;
import dev.pacer.placement.fit.ResourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoscalerFileTest {

  @TempDir Path folder;

  private static final String SMALLEST =
      """
      version: 1
      cluster: test
      marathon: {urls: ["http://127.0.0.1:8080"]}
      mesos: {urls: ["http://127.0.0.1:5050"]}
      aws: {region: us-east-1}
      pools:
      - {name: general, groups: [agents], max: 10}
      """;

  private List<String> problems(String yaml) {
    return AutoscalerFile.FILE.read("autoscaler.yaml", yaml, folder).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private AutoscalerConfig read(String yaml) {
    return AutoscalerFile.FILE.read("autoscaler.yaml", yaml, folder).orThrow();
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    AutoscalerConfig config = read(SMALLEST);
    assertThat(config.timing().cycle()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.pools().get(0).patience().emptyFor()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.serving().address()).isEqualTo("127.0.0.1");
    assertThat(config.serving().dryRun()).isFalse();
  }

  @Test
  void everyProblemIsToldAtOnceByItsPath() {
    List<String> problems =
        problems(
            """
            version: 1
            cluster: Test
            marathon: {urls: []}
            mesos: {urls: ["zk://a:2181/mesos", "http://m:5050"]}
            aws: {regoin: us-east-1}
            pools:
            - {name: general, groups: [agents], min: 5, max: 3, emptyFour: 10m}
            """);
    assertThat(problems)
        .anyMatch(p -> p.startsWith("cluster: must be lower-case letters"))
        .anyMatch(p -> p.startsWith("marathon.urls"))
        .anyMatch(p -> p.startsWith("mesos") && p.contains("stands alone"))
        .anyMatch(p -> p.startsWith("aws.regoin") && p.contains("region"))
        .anyMatch(p -> p.startsWith("pools[0].min: must not be above max (5 > 3)"))
        .anyMatch(p -> p.startsWith("pools[0].emptyFour") && p.contains("emptyFor"));
  }

  @Test
  void aGroupBelongsToOnePoolOnly() {
    assertThat(problems(SMALLEST + "- {name: second, groups: [agents], max: 2}\n"))
        .anyMatch(p -> p.contains("group agents is in two pools"));
    assertThat(problems(SMALLEST + "- {name: general, groups: [others], max: 2}\n"))
        .anyMatch(p -> p.contains("two pools are named general"));
  }

  @Test
  void aTemplateSaysWhatANewMachineOffers() {
    AutoscalerConfig config =
        read(
            SMALLEST
                + """
                - name: gpu
                  groups: [gpus]
                  max: 4
                  template:
                    {cpus: 4, mem: 15000.5, gpus: 1, role: ml, attributes: {zone: "{zone}", rack: r1}}
                """);
    var room = config.pools().get(1).declared().orElseThrow().room("new", "us-east-1b");
    assertThat(room.free(ResourceKind.MEM)).isEqualTo(15_000_500);
    assertThat(room.free(ResourceKind.GPUS)).isEqualTo(1000);
    assertThat(room.where().value("zone")).contains("us-east-1b");
    assertThat(room.where().value("rack")).contains("r1");
    assertThat(room.entries()).allMatch(entry -> entry.role().equals("ml"));
  }

  @Test
  void twoWaysToLogInAreOneTooMany() throws IOException {
    Files.writeString(folder.resolve("password"), "fake-password\n");
    assertThat(
            problems(
                SMALLEST.replace(
                    "marathon: {urls: [\"http://127.0.0.1:8080\"]}",
                    """
                    marathon:
                      urls: ["http://127.0.0.1:8080"]
                      access: {basic: {user: pacer, passwordFile: password}, tokenFile: token}\
                    """)))
        .anyMatch(p -> p.contains("just one of basic, tokenFile"));
  }

  @Test
  void theExampleIsValidOnceItsFilesAreThere() {
    assertThat(problems(AutoscalerFile.FILE.example())).isEmpty();
  }

  @Test
  void thePublishedSchemaAndReferenceAreTheDeclarations() throws IOException {
    Path docs = Path.of(System.getProperty("pacer.root")).resolve("docs");
    if (Boolean.getBoolean("pacer.docs.write")) {
      Files.writeString(docs.resolve("autoscaler.schema.json"), AutoscalerFile.FILE.jsonSchema());
      Files.writeString(
          docs.resolve("autoscaler-configuration.md"),
          "# autoscaler.yaml\n\n" + AutoscalerFile.FILE.reference());
    }
    assertThat(docs.resolve("autoscaler.schema.json")).hasContent(AutoscalerFile.FILE.jsonSchema());
    assertThat(docs.resolve("autoscaler-configuration.md"))
        .hasContent("# autoscaler.yaml\n\n" + AutoscalerFile.FILE.reference());
  }
}
