package dev.pacer.systemtests.contract;

import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Clients;
import dev.pacer.systemtests.cluster.ServedAwaiting;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The reading part of the contract against a real Marathon. */
@EnabledIfEnvironmentVariable(
    named = "PACER_IT_MARATHON_URL",
    matches = "https?://.+",
    disabledReason = "set PACER_IT_MARATHON_URL to a Marathon's URL to run this")
class RealMarathonIT implements MarathonReadContract {

  private static Clients clients;
  private static MarathonClient marathon;

  @BeforeAll
  static void open() {
    clients = new Clients();
    marathon = clients.marathon(List.of(System.getenv("PACER_IT_MARATHON_URL")));
  }

  @AfterAll
  static void end() {
    clients.close();
  }

  @Override
  public MarathonClient marathon() {
    return marathon;
  }

  @Override
  public Awaiting awaiting() {
    return new ServedAwaiting(1);
  }
}
