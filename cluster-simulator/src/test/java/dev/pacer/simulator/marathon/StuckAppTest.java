package dev.pacer.simulator.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.tiny.TinyCluster;
import org.junit.jupiter.api.Test;

class StuckAppTest {

  @Test
  void withoutRoomForASecondInstanceTheWaitingOneTakesTheNewSize() {
    TinyCluster cluster = new TinyCluster().agents(2);
    cluster.passSeconds(20);
    cluster.post(
        "{'id':'/web','cmd':'sleep 9','cpus':64,'instances':1,"
            + "'upgradeStrategy':{'minimumHealthCapacity':1,'maximumOverCapacity':0}}");
    cluster.passSeconds(30);
    cluster.force("/web", "{'cpus':0.1}");
    cluster.passSeconds(30);
    assertThat(cluster.running("/web")).isEqualTo(1);
    assertThat(cluster.deploying("/web")).isFalse();
    assertThat(cluster.instances("/web"))
        .singleElement()
        .satisfies(i -> assertThat(i.spec().needs().cpus()).isEqualTo(0.1));
  }

  @Test
  void anAppThatFitsNowhereRunsWhenItIsForcedToASmallerSize() {
    TinyCluster cluster = new TinyCluster().agents(2);
    cluster.passSeconds(20);
    cluster.post("{'id':'/web','cmd':'sleep 9','cpus':64,'instances':1}");
    cluster.passSeconds(30);
    assertThat(cluster.queued("/web")).isEqualTo(1);
    cluster.force("/web", "{'cpus':0.1}");
    cluster.passSeconds(30);
    assertThat(cluster.running("/web")).isEqualTo(1);
    assertThat(cluster.queued("/web")).isZero();
    assertThat(cluster.deploying("/web")).isFalse();
    assertThat(cluster.instances("/web")).hasSize(1);
  }
}
