package dev.pacer.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.placement.fit.ResourceKind;
import org.junit.jupiter.api.Test;

/** Demand, read from a Marathon on which real work waits. */
class DemandReadingTest {

  private final ViewedWorld cluster = new ViewedWorld();

  @Test
  void whatRunsIsNoDemand() {
    cluster.app("{'id':'/web','cmd':'sleep 1','cpus':0.5,'mem':64,'instances':3}");
    cluster.pass(30);
    assertThat(cluster.demand().pending()).isEmpty();
    assertThat(cluster.demand().held()).isEmpty();
  }

  @Test
  void instancesThatFitNowhereWaitWithTheirNeedsAndPriority() {
    cluster.app(
        "{'id':'/big','cmd':'sleep 1','cpus':16,'mem':64,'instances':2,"
            + "'labels':{'autoscaler/priority':'7'}}");
    cluster.pass(30);
    assertThat(cluster.demand().pending())
        .singleElement()
        .satisfies(
            pending -> {
              assertThat(pending.spec().id()).isEqualTo("/big");
              assertThat(pending.count()).isEqualTo(2);
              assertThat(pending.priority()).isEqualTo(7);
              assertThat(pending.spec().needs().of(ResourceKind.CPUS).millis()).isEqualTo(16_000);
            });
  }

  @Test
  void onlyWhatHasNoPlaceYetIsCountedWhenSomeRun() {
    cluster.app("{'id':'/mid','cmd':'sleep 1','cpus':1.5,'mem':64,'instances':5}");
    cluster.pass(30);
    assertThat(cluster.demand().count()).isEqualTo(2);
    assertThat(cluster.demand().pending().get(0).known()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aLaunchedInstanceWithoutAStatusIsNotCountedThoughTheQueueDoes() {
    cluster.app("{'id':'/slow/web','cmd':'sleep 1','cpus':0.5,'mem':64,'instances':2}");
    cluster.pass(20);
    assertThat(cluster.marathon.apps().find(new AppId("/slow/web")).orElseThrow().tasks())
        .hasSize(2);
    assertThat(cluster.demand().count()).isZero();
  }

  @Test
  void anAppThatBacksOffIsHeld() {
    cluster.app(
        "{'id':'/failing/a','cmd':'false','cpus':0.1,'mem':32,'instances':1,"
            + "'backoffSeconds':600,'maxLaunchDelaySeconds':3600}");
    cluster.pass(30);
    assertThat(cluster.demand().pending()).isEmpty();
    assertThat(cluster.demand().held())
        .singleElement()
        .satisfies(held -> assertThat(held.why()).contains("backs off"));
  }

  @Test
  void anUpgradeWaitsForNoMoreThanItsOverCapacity() {
    cluster.app(
        "{'id':'/up','cmd':'sleep 1','cpus':1.5,'mem':64,'instances':3,"
            + "'upgradeStrategy':{'minimumHealthCapacity':1.0,'maximumOverCapacity':0.34}}");
    cluster.pass(30);
    cluster
        .marathon
        .apps()
        .patch(new AppId("/up"), new Definition("{\"env\":{\"V\":\"2\"}}"), LockPolicy.RESPECT);
    cluster.pass(30);
    assertThat(cluster.demand().count()).isEqualTo(1);
  }

  @Test
  void whatBelongsOnEveryAgentIsNeverDemand() {
    cluster.app(
        "{'id':'/ops/keys','cmd':'sleep 1','cpus':0.1,'mem':32,'instances':5,"
            + "'constraints':[['hostname','UNIQUE']],'labels':{'autoscaler/per-agent':'true'}}");
    cluster.pass(30);
    assertThat(cluster.demand().pending()).isEmpty();
    assertThat(cluster.demand().perAgent())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.taskPrefix()).isEqualTo("ops_keys.");
              assertThat(each.agents()).hasSize(3);
            });
  }

  @Test
  void anAppThatStopsMarathonsLaunchesIsNamed() {
    cluster.app(
        "{'id':'/odd','cmd':'sleep 1','cpus':16,'mem':32,'constraints':[['hostname','GROUP_BY']]}");
    cluster.pass(10);
    assertThat(cluster.demand().poison()).containsOnlyKeys("/odd");
  }

  @Test
  void aPodWaitsAsAnAppDoes() {
    cluster
        .marathon
        .pods()
        .create(
            new Definition(
                """
                {"id": "/pod", "containers": [
                  {"name": "a", "exec": {"command": {"shell": "sleep 1"}},
                   "resources": {"cpus": 9, "mem": 32}},
                  {"name": "b", "exec": {"command": {"shell": "sleep 1"}},
                   "resources": {"cpus": 1, "mem": 32}}]}
                """),
            LockPolicy.RESPECT);
    cluster.pass(30);
    assertThat(cluster.demand().pending())
        .singleElement()
        .satisfies(
            pending ->
                assertThat(pending.spec().needs().of(ResourceKind.CPUS).millis())
                    .isGreaterThanOrEqualTo(10_000));
  }
}
