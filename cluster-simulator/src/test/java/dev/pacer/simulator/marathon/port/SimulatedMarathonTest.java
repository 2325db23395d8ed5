package dev.pacer.simulator.marathon.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps.Detail;
import dev.pacer.cluster.marathon.MarathonQueue.Offers;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules.Rule;
import dev.pacer.simulator.marathon.tiny.TinyCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedMarathonTest {

  private static final AppId WEB = new AppId("/web");

  private final TinyCluster cluster = new TinyCluster().agents(2);
  private final SimulatedMarathon marathon = new SimulatedMarathon(cluster.marathon);

  private static Definition app(String json) {
    return new Definition(json.replace('\'', '"'));
  }

  private void run(int instances) {
    marathon
        .apps()
        .create(
            app("{'id':'/web','cmd':'sleep 9','instances':" + instances + "}"), LockPolicy.RESPECT);
    cluster.passSeconds(20);
  }

  @Test
  void anAppThatWasCreatedIsReadWithItsTasks() {
    run(2);
    var app = marathon.apps().find(WEB).orElseThrow();
    assertThat(app.tasks()).hasSize(2);
    assertThat(app.counts().orElseThrow().running()).isEqualTo(2);
    assertThat(marathon.tasks().list()).hasSize(2);
    assertThat(marathon.queue().list(Offers.SUMMARY)).isEmpty();
    assertThat(marathon.deployments().list()).isEmpty();
  }

  @Test
  void readsAreMadeOnceForEachStateOfTheModel() {
    run(2);
    assertThat(marathon.apps().list(Detail.TASKS)).isSameAs(marathon.apps().list(Detail.TASKS));
    marathon.apps().scale(WEB, 1, LockPolicy.RESPECT);
    assertThat(marathon.apps().list(Detail.TASKS).get(0).spec().instances()).isEqualTo(1);
  }

  @Test
  void whatCannotStartIsInTheQueueWithItsReason() {
    marathon.apps().create(app("{'id':'/web','cmd':'sleep 9','cpus':16}"), LockPolicy.RESPECT);
    cluster.passSeconds(20);
    var item = marathon.queue().list(Offers.LAST_UNUSED).get(0);
    assertThat(item.count()).isEqualTo(1);
    assertThat(item.lastUnusedOffers().orElseThrow()).hasSize(2);
    assertThat(item.hasOwnOfferSummary()).isTrue();
    assertThat(marathon.apps().scale(WEB, 2, LockPolicy.RESPECT))
        .isInstanceOf(ChangeOutcome.Locked.class);
  }

  @Test
  void aChangeWhoseAnswerIsLostWasMadeAllTheSame() {
    run(1);
    cluster.faults.add(
        Rule.once("lost", c -> c.operation().equals("PUT /v2/apps/{id}"), 0, new Fault.Drop(true)));
    assertThatThrownBy(() -> marathon.apps().scale(WEB, 3, LockPolicy.RESPECT))
        .isInstanceOfSatisfying(
            PeerUnreachableException.class, e -> assertThat(e.mayHaveBeenDone()).isTrue());
    cluster.passSeconds(20);
    assertThat(cluster.running("/web")).isEqualTo(3);
  }

  @Test
  void aStaleReadShowsThePast() {
    cluster.faults.add(
        Rule.always(
            "stale",
            c -> c.operation().equals("GET /v2/queue"),
            new Fault.Stale(Duration.ofSeconds(10))));
    marathon.apps().create(app("{'id':'/web','cmd':'sleep 9','cpus':16}"), LockPolicy.RESPECT);
    cluster.passSeconds(5);
    assertThat(marathon.queue().list(Offers.SUMMARY)).isEmpty();
    cluster.passSeconds(10);
    assertThat(marathon.queue().list(Offers.SUMMARY)).hasSize(1);
  }

  @Test
  void whileNobodyLeadsNothingAnswers() {
    run(1);
    cluster.marathon.leadership().killLeader();
    assertThatThrownBy(() -> marathon.apps().find(WEB))
        .isInstanceOf(PeerUnreachableException.class);
    cluster.passSeconds(20);
    assertThat(marathon.apps().find(WEB)).isPresent();
  }

  @Test
  void groupByWithoutAValueIsNotSent() {
    assertThatThrownBy(
            () ->
                marathon
                    .apps()
                    .create(
                        app("{'id':'/web','cmd':'sleep 9','constraints':[['rack','GROUP_BY']]}"),
                        LockPolicy.RESPECT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pollingAnIdleClusterCostsNextToNothing() {
    for (int i = 0; i < 12; i++) {
      marathon
          .apps()
          .create(app("{'id':'/app-" + i + "','cmd':'sleep 9','cpus':0.1}"), LockPolicy.RESPECT);
    }
    cluster.passSeconds(60);
    long start = System.nanoTime();
    int polls = 20_000;
    int seen = 0;
    for (int i = 0; i < polls; i++) {
      seen += marathon.apps().list(Detail.TASKS).size();
      seen += marathon.queue().list(Offers.LAST_UNUSED).size();
      seen += marathon.deployments().list().size();
    }
    long perPoll = (System.nanoTime() - start) / polls;
    assertThat(seen).isEqualTo(12 * polls);
    assertThat(perPoll).isLessThan(1_000_000);
  }
}
