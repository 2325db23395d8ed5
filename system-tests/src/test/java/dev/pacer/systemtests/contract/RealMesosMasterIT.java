package dev.pacer.systemtests.contract;

import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.systemtests.cluster.Awaiting;
import dev.pacer.systemtests.cluster.Clients;
import dev.pacer.systemtests.cluster.ServedAwaiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The reading part of the contract against a real Mesos. */
@EnabledIfEnvironmentVariable(
    named = "PACER_IT_MESOS_URL",
    matches = ".+",
    disabledReason = "set PACER_IT_MESOS_URL to a master's URL or zk:// address to run this")
class RealMesosMasterIT implements MesosReadContract {

  private static Clients clients;
  private static MesosMaster mesos;

  @BeforeAll
  static void open() {
    clients = new Clients();
    mesos = clients.mesos(System.getenv("PACER_IT_MESOS_URL"));
  }

  @AfterAll
  static void end() {
    clients.close();
  }

  @Override
  public MesosMaster mesos() {
    return mesos;
  }

  @Override
  public Awaiting awaiting() {
    return new ServedAwaiting(1);
  }
}
