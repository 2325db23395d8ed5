package dev.pacer.simulator.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.tiny.TinyCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinLineTest {

  @Test
  void anAppIsQueuedThenOfferedThenRunsAndIsGoneWhenDeleted() {
    TinyCluster cluster = new TinyCluster().agents(2);
    cluster.passSeconds(20);
    cluster.post("{'id':'/web','cmd':'sleep 9','cpus':0.5,'instances':3}");
    assertThat(cluster.queued("/web")).isZero();
    assertThat(cluster.deploying("/web")).isTrue();
    cluster.pass(Duration.ofMillis(200));
    assertThat(cluster.queued("/web")).isEqualTo(3);
    cluster.passSeconds(8);
    assertThat(cluster.running("/web")).isEqualTo(3);
    assertThat(cluster.queued("/web")).isZero();
    assertThat(cluster.deploying("/web")).isFalse();
    cluster.marathon.apps().delete("/web", true);
    cluster.passSeconds(2);
    assertThat(cluster.instances("/web")).isEmpty();
    assertThat(cluster.marathon.now().deployments()).isEmpty();
    assertThat(cluster.master.running()).isZero();
  }

  @Test
  void nothingHappensByItselfWhenNothingIsPending() {
    TinyCluster cluster = new TinyCluster().agents(2);
    cluster.post("{'id':'/web','cmd':'sleep 9','instances':2}");
    cluster.passSeconds(400);
    int before = cluster.simulation.log().entries().size();
    assertThat(cluster.running("/web")).isEqualTo(2);
    cluster.pass(Duration.ofDays(7));
    assertThat(cluster.simulation.log().entries().size()).isEqualTo(before);
    assertThat(cluster.simulation.nextEventAt()).isEmpty();
  }

  @Test
  void theEventsOfACreationComeInMarathonsOrder() {
    TinyCluster cluster = new TinyCluster().agents(1);
    cluster.passSeconds(20);
    var events = cluster.listen();
    cluster.post("{'id':'/ops/web','cmd':'sleep 9','instances':1}");
    cluster.passSeconds(10);
    List<String> types = events.stream().map(e -> e.text("eventType")).toList();
    assertThat(types)
        .containsExactly(
            "event_stream_attached",
            "deployment_info",
            "deployment_step_success",
            "deployment_info",
            "group_change_success",
            "api_post_event",
            "instance_changed_event",
            "instance_changed_event",
            "status_update_event",
            "instance_changed_event",
            "status_update_event",
            "instance_changed_event",
            "deployment_step_success",
            "deployment_success");
  }
}
