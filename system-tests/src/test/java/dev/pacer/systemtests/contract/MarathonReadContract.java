package dev.pacer.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.AppSpec;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.Group;
import dev.pacer.cluster.marathon.GroupId;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonInfo;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.systemtests.cluster.Awaiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of {@link MarathonClient} without changing anything. */
public interface MarathonReadContract {

  /** An app that nobody has. */
  AppId NOBODY = new AppId("/no-such-app-of-pacer");

  MarathonClient marathon();

  Awaiting awaiting();

  @Test
  default void somebodyLeadsAndSaysSo() {
    assertThat(marathon().ping()).isTrue();
    MarathonInfo info = marathon().info();
    assertThat(info.name()).isEqualTo("marathon");
    assertThat(info.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(info.elected()).isTrue();
    assertThat(info.frameworkId()).isPresent();
    assertThat(info.settings().mesosRole()).isPresent();
    assertThat(marathon().leader()).isPresent().isEqualTo(info.leader());
  }

  @Test
  default void theTreeHoldsExactlyTheAppsOfTheList() {
    Set<AppId> listed = new java.util.HashSet<>();
    Group root =
        awaiting()
            .until(
                "nothing comes or goes between two readings",
                Duration.ofMinutes(1),
                () -> {
                  listed.clear();
                  marathon()
                      .apps()
                      .forEach(MarathonApps.Detail.COUNTS, app -> listed.add(app.id()));
                  return marathon().groups().find(new GroupId("/")).orElseThrow();
                },
                tree -> tree.allApps().map(AppSpec::id).collect(Collectors.toSet()).equals(listed));

    assertThat(root.id()).isEqualTo(new GroupId("/"));
  }

  @Test
  default void anAppSaysTheSameInTheListAndByItself() {
    for (App app : marathon().apps().list(MarathonApps.Detail.COUNTS)) {
      App alone = marathon().apps().find(app.id()).orElseThrow();
      assertThat(alone.spec().identity().id()).isEqualTo(app.id());
      if (alone.spec().version().equals(app.spec().version())) {
        assertThat(alone.spec()).isEqualTo(app.spec());
      }
      assertThat(app.counts()).as("counts of %s", app.id()).isPresent();
    }
  }

  @Test
  default void definitionsAreThoseOfTheListedAppsAndPods() {
    List<String> apps =
        marathon().apps().list(MarathonApps.Detail.COUNTS).stream()
            .map(app -> app.id().path())
            .toList();
    List<String> definitions = new java.util.ArrayList<>();
    marathon().apps().forEachDefinition(definition -> definitions.add(id(definition)));
    assertThat(definitions).containsExactlyInAnyOrderElementsOf(apps);
    assertThat(marathon().pods().definitions().stream().map(MarathonReadContract::id))
        .containsExactlyInAnyOrderElementsOf(
            marathon().pods().list().stream().map(pod -> pod.id().path()).toList());
  }

  private static String id(Definition definition) {
    return Json.parse(definition.json()).path("id").asText();
  }

  @Test
  default void tasksAreThoseOfTheApps() {
    Set<AppId> apps =
        marathon().apps().list(MarathonApps.Detail.COUNTS).stream()
            .map(App::id)
            .collect(Collectors.toSet());

    assertThat(marathon().tasks().list()).allSatisfy(task -> assertThat(apps).contains(task.app()));
    assertThat(marathon().tasks().listOf(NOBODY)).isEmpty();
  }

  @Test
  default void whatIsNotThereIsAbsent() {
    assertThat(marathon().apps().find(NOBODY)).isEmpty();
    assertThat(marathon().apps().findDefinition(NOBODY)).isEmpty();
    assertThat(marathon().groups().find(new GroupId("/no-such-group-of-pacer"))).isEmpty();
    assertThat(marathon().pods().find(NOBODY)).isEmpty();
    assertThat(marathon().pods().findStatus(NOBODY)).isEmpty();
    assertThat(
            marathon()
                .apps()
                .listWithLabels(MarathonApps.Detail.COUNTS, Map.of("no-such-label-of-pacer", "x")))
        .isEmpty();
    assertThat(marathon().apps().findVersion(NOBODY, Version.parse("2015-01-01T00:00:00.000Z")))
        .isEmpty();
  }

  @Test
  default void theQueueAndTheDeploymentsCanBeRead() {
    List<dev.pacer.cluster.marathon.QueueItem> queue =
        marathon().queue().list(MarathonQueue.Offers.LAST_UNUSED);
    assertThat(queue).allSatisfy(item -> assertThat(item.lastUnusedOffers()).isPresent());
    assertThat(marathon().queue().list(MarathonQueue.Offers.SUMMARY))
        .allSatisfy(item -> assertThat(item.lastUnusedOffers()).isEmpty());
    assertThat(marathon().deployments().list())
        .allSatisfy(deployment -> assertThat(deployment.steps()).isNotEmpty());
  }
}
