package dev.pacer.autoscaler.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.autoscaler.journal.stored.StoredJournal;
import dev.pacer.simulator.zookeeper.port.SimulatedEnsemble;
import dev.pacer.simulator.zookeeper.port.SimulatedSession;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** On the simulated ensemble, as rehearsals use it. */
class SimulatedJournalTest extends StoredJournalContract {

  private final SimulatedEnsemble ensemble =
      new SimulatedEnsemble(InstantSource.fixed(NOON), Duration.ofSeconds(20));

  @Override
  Member member(String name) {
    SimulatedSession session = ensemble.connect(name);
    return new Member(session, session);
  }

  @Test
  void afterALostAnswerTheNextReadTellsWhatWasWritten() {
    SimulatedSession session = ensemble.connect("one");
    session.campaign();
    StoredJournal journal = new StoredJournal(session, () -> session.standing().inOffice());
    journal.read();
    session.loseNextAnswer();
    assertThatThrownBy(() -> journal.put(drain("S1"))).isInstanceOf(JournalException.class);
    assertThat(journal.read().drains()).containsOnlyKeys("S1");
    journal.put(drain("S1").in(AgentDrain.State.EMPTY, NOON));
  }
}
