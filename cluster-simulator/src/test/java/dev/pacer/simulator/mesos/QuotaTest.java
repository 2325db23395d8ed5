package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quotas: limits, guarantees, and the pause of a new leader that finds them (mesos.md 8). */
class QuotaTest {

  private final MesosWorld world = new MesosWorld();
  private final List<SimulatedAgent> agents = new ArrayList<>();

  private void agents(int count) {
    for (int i = 1; i <= count; i++) {
      agents.add(
          world.mesos.startAgent(MesosWorld.spec("agent" + i + ".test", 5050 + i, "4", "4096")));
    }
    world.seconds(1);
  }

  private RecordingScheduler join(String name, String role) {
    FrameworkSpec any = RecordingScheduler.spec(name, true, true);
    RecordingScheduler scheduler = new RecordingScheduler();
    scheduler.join(
        world.mesos,
        new FrameworkSpec(
            null,
            name,
            "root",
            "",
            "",
            List.of(role),
            any.capabilities(),
            null,
            Duration.ofSeconds(30),
            true,
            true));
    return scheduler;
  }

  private static double cpus(RecordingScheduler scheduler) {
    return scheduler.offers.values().stream()
        .mapToDouble(offer -> Resources.of(offer.resources()).scalar("cpus").doubleValue())
        .sum();
  }

  private void quota(String role, Map<String, Double> guarantees, Map<String, Double> limits) {
    world.mesos.operatorDesk().setQuota(role, guarantees, limits);
  }

  @Test
  void aRoleIsNeverOfferedMoreThanItsLimit() {
    quota("batch", Map.of(), Map.of("cpus", 5.0));
    agents(3);
    RecordingScheduler batch = join("batch", "batch");
    world.seconds(5);
    assertThat(cpus(batch)).isEqualTo(5.0);
    assertThat(batch.offers.values())
        .allSatisfy(
            offer -> assertThat(offer.resources()).extracting(Resource::name).contains("mem"));
  }

  @Test
  void othersLeaveFreeWhatARoleIsGuaranteedAndDoesNotHoldYet() {
    quota("svc", Map.of("cpus", 6.0), Map.of());
    agents(3);
    RecordingScheduler batch = join("batch", "batch");
    world.seconds(5);
    assertThat(cpus(batch)).isEqualTo(4.0);

    RecordingScheduler svc = join("svc", "svc");
    world.seconds(5);
    assertThat(cpus(svc)).isEqualTo(8.0);
  }

  private void failOver() {
    world.mesos.failOver();
    while (!world.mesos.state().masters().get(1).leading()) {
      world.seconds(0.01);
    }
  }

  @Test
  void aNewLeaderWithQuotasOffersNothingUntilFourInFiveAgentsAreBack() {
    agents(5);
    quota("svc", Map.of("cpus", 1.0), Map.of());
    agents.get(0).kill();
    agents.get(1).kill();
    RecordingScheduler svc = join("svc", "svc");
    world.seconds(3);
    failOver();
    world.seconds(60);
    assertThat(world.mesos.state().agents()).hasSize(3);
    assertThat(svc.offers).isEmpty();
    agents.get(0).start();
    world.seconds(5);
    assertThat(svc.offers).hasSize(4);
  }

  @Test
  void afterTenMinutesANewLeaderOffersWhatIsThere() {
    agents(5);
    quota("svc", Map.of("cpus", 1.0), Map.of());
    agents.get(0).kill();
    agents.get(1).kill();
    RecordingScheduler svc = join("svc", "svc");
    world.seconds(3);
    failOver();
    world.seconds(590);
    assertThat(svc.offers).isEmpty();
    world.seconds(20);
    assertThat(svc.offers).hasSize(3);
  }

  @Test
  void withoutQuotasANewLeaderOffersAtOnce() {
    agents(5);
    agents.get(0).kill();
    agents.get(1).kill();
    RecordingScheduler svc = join("svc", "svc");
    world.seconds(3);
    failOver();
    world.seconds(30);
    assertThat(svc.offers).hasSize(3);
  }
}
