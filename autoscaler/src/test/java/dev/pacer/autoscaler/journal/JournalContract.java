package dev.pacer.autoscaler.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.view.MachineTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every journal does, whatever keeps it. */
abstract class JournalContract {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final GroupName GROUP = new GroupName("agents of the shop/eu");

  /** A journal in whose office the test may write. */
  abstract Journal journal();

  static Intent.Raise raise(String id, Instant at) {
    return new Intent.Raise(id, GROUP, 3, 5, at, Intent.Answer.NONE);
  }

  static AgentDrain drain(String agent) {
    return new AgentDrain(
        agent, "10.0.0.7", GROUP, new InstanceId("i-7"), AgentDrain.State.CANDIDATE, NOON);
  }

  static Memory memory() {
    MachineTemplate template =
        new MachineTemplate(
            MachineTemplate.Origin.LEARNED,
            List.of(
                ResourceEntry.scalar(ResourceKind.CPUS, "*", 3_900),
                ResourceEntry.ports("slave_public", List.of(new PortRange(1, 80)))),
            List.of(Attribute.text("rack", "ü/1")),
            "us-east-1",
            List.of("az"));
    return new Memory(
        new Memory.Sightings(
            Map.of("/shop/web", NOON), Map.of("S1", NOON), Map.of("g", NOON), Set.of("i-1")),
        Map.of("g/r5.large", template),
        new Memory.AgentWatch(Set.of("S1", "S2"), Map.of("S3", NOON)),
        Optional.of(new Memory.LeaderSeen("host:8080", NOON)),
        new Memory.Proposal(Map.of("g", 4), Set.of("S1")),
        new Memory.Restraint(
            Map.of("S9", NOON),
            Map.of(
                Memory.Breaker.key("g", "us-east-1b", "r5.large"),
                new Memory.Breaker(NOON, 2, NOON.minusSeconds(60), "InsufficientInstanceCapacity")),
            List.of(new Memory.Entry(NOON, "general", 2, 252_000))),
        Map.of("agents of Mesos", new Memory.Size(7, 1)));
  }

  @Test
  void aFreshOneHoldsNothing() {
    assertThat(journal().read()).isEqualTo(JournalState.EMPTY);
  }

  @Test
  void intentsAreReadBackTheOldestFirstAndWithTheNewestAnswer() {
    Journal journal = journal();
    journal.read();
    Intent younger = raise("raise-b", NOON.plusSeconds(1));
    Intent older =
        new Intent.Termination(
            "terminate-z", GROUP, new InstanceId("i-1"), "S1", NOON, Intent.Answer.NONE);
    journal.put(younger);
    journal.put(older);
    journal.put(younger.answered(Intent.Answer.LOST));
    assertThat(journal.read().intents())
        .containsExactly(older, younger.answered(Intent.Answer.LOST));
    journal.close("terminate-z");
    journal.close("never-heard-of");
    assertThat(journal.read().intents()).containsExactly(younger.answered(Intent.Answer.LOST));
  }

  @Test
  void anIntentWhoseNameNoNodeCouldHaveIsKeptAllTheSame() {
    Journal journal = journal();
    journal.read();
    Intent odd = raise("raise-%s-1".formatted("shop/eu ü " + "x".repeat(255)), NOON);
    journal.put(odd);
    assertThat(journal.read().intents()).containsExactly(odd);
    journal.close(odd.id());
    assertThat(journal.read().intents()).isEmpty();
  }

  @Test
  void removalsAreReadBackAndForgotten() {
    Journal journal = journal();
    journal.read();
    journal.put(drain("S1"));
    journal.put(drain("S2"));
    AgentDrain further = drain("S1").in(AgentDrain.State.EMPTY, NOON.plusSeconds(9));
    journal.put(further);
    journal.forgetDrain("S2");
    assertThat(journal.read().drains()).isEqualTo(Map.of("S1", further));
  }

  @Test
  void aMemoryIsReadBackWholeAndReplacedWhole() {
    Journal journal = journal();
    journal.read();
    journal.remember(memory());
    assertThat(journal.read().memory()).isEqualTo(memory());
    journal.remember(Memory.EMPTY);
    assertThat(journal.read().memory()).isEqualTo(Memory.EMPTY);
  }

  @Test
  void theMemoryOfTwentyThousandAgentsIsKept() {
    Journal journal = journal();
    journal.read();
    Set<String> agents = new HashSet<>();
    Map<String, Instant> since = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String agent = "6f7e7b4c-1f6d-4a8e-9d5d-0c2b8a7e1f00-S" + i;
      agents.add(agent);
      since.put(agent, NOON.plus(Duration.ofMillis(i)));
    }
    Memory large =
        new Memory(
            new Memory.Sightings(Map.of(), since, Map.of(), agents),
            Map.of(),
            new Memory.AgentWatch(agents, Map.of()),
            Optional.empty(),
            new Memory.Proposal(Map.of(), Set.of("6f7e-S1")),
            Memory.Restraint.NONE,
            Map.of());
    journal.remember(large);
    assertThat(journal.read().memory()).isEqualTo(large);
  }
}
