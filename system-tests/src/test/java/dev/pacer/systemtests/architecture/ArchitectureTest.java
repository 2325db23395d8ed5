package dev.pacer.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.pacer.systemtests.architecture.planted.PlantedSins;
import dev.pacer.systemtests.architecture.planted.decision.PlantedDecision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static JavaClasses ours;

  @BeforeAll
  static void read() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pacer");
  }

  static Stream<ArchRule> rules() {
    return Stream.of(
            Rules.direction(),
            Rules.homes(),
            List.of(
                Rules.simulatorKnowsOnlyPorts(),
                Rules.placementUsesTheJdkAlone(),
                Rules.nobodyKnowsTheCommand(),
                Rules.noCycles(),
                Rules.decidingIsPure(),
                Rules.decidingHasNoClock(),
                Rules.installerDecidesOnTreesOnly(),
                Rules.jacksonAtTheEdge(),
                Rules.picocliInCommandsOnly(),
                Rules.timeIsHandedIn(),
                Rules.processIsTheCommandsAlone(),
                Rules.namesSayWhatThingsAre()))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHolds(ArchRule rule) {
    rule.check(ours);
  }

  @Test
  void allModulesAreLookedAt() {
    assertThat(ours.stream().map(type -> type.getPackageName().split("\\.", -1)[2]).distinct())
        .contains(
            "placement",
            "conformance",
            "cluster",
            "view",
            "simulator",
            "frame",
            "autoscaler",
            "rehearsal",
            "cli");
  }

  // The checker itself: classes that break each rule on purpose, and must be caught.

  @Test
  void plantedSinsAreCaught() {
    JavaClasses planted =
        new ClassFileImporter().importPackagesOf(PlantedSins.class, PlantedDecision.class);
    Stream.concat(
            Rules.homes().stream(),
            Stream.of(
                Rules.jacksonAtTheEdge(),
                Rules.picocliInCommandsOnly(),
                Rules.timeIsHandedIn(),
                Rules.processIsTheCommandsAlone(),
                Rules.namesSayWhatThingsAre(),
                Rules.decidingIsPure(),
                Rules.decidingHasNoClock(),
                Rules.noCycles()))
        .filter(rule -> !rule.getDescription().contains("Quartz"))
        .forEach(
            rule ->
                assertThat(rule.evaluate(planted).hasViolation())
                    .as(rule.getDescription())
                    .isTrue());
  }

  @Test
  void aModuleThatKnowsTooMuchIsCaught() {
    JavaClasses planted =
        new ClassFileImporter()
            .importClasses(
                dev.pacer.placement.planted.PlantedPlacement.class,
                dev.pacer.simulator.planted.PlantedFace.class,
                dev.pacer.autoscaler.planted.PlantedTool.class);
    assertThat(
            Rules.direction().stream()
                .filter(rule -> rule.evaluate(planted).hasViolation())
                .map(ArchRule::getDescription))
        .anyMatch(text -> text.contains("dev.pacer.placement.."))
        .anyMatch(text -> text.contains("dev.pacer.autoscaler.."));
    assertThat(Rules.simulatorKnowsOnlyPorts().evaluate(planted).hasViolation()).isTrue();
    assertThat(Rules.placementUsesTheJdkAlone().evaluate(planted).hasViolation()).isTrue();
    assertThat(Rules.nobodyKnowsTheCommand().evaluate(planted).hasViolation()).isTrue();
  }
}
