package dev.pacer.simulator.marathon.capture;

import dev.pacer.frame.http.Headers;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import dev.pacer.simulator.marathon.http.MarathonServer;
import dev.pacer.simulator.mesos.MachineId;
import dev.pacer.simulator.mesos.MasterAddress;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosSettings;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.mesos.Window;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fresh cluster as the captures' README describes it for one run. */
final class ReplayWorld {

  final Simulation simulation;
  final MarathonModel model;
  final ReplayWorkload workload = new ReplayWorkload();
  private final MesosModel mesos;
  private final Map<String, SimulatedAgent> agents = new HashMap<>();
  private final Map<String, MarathonServer> servers = new HashMap<>();

  ReplayWorld(Exchange.Row first) {
    simulation = new Simulation(Instant.parse("2026-11-22T07:23:00Z"), 11, 1);
    FaultRules faults = new FaultRules(simulation);
    mesos =
        new MesosModel(
            simulation,
            faults,
            MesosSettings.standard(List.of(new MasterAddress("127.0.0.1", 5050)))
                .withAgents(
                    new MesosSettings.Agents(
                        Duration.ofSeconds(2),
                        3,
                        Duration.ofMinutes(10),
                        Duration.ofMillis(500),
                        Duration.ofMillis(800),
                        Duration.ofMillis(100))),
            workload);
    MarathonSettings settings = settings(first.settings());
    boolean real = first.folder().equals("real-mesos");
    List<AgentSpec> specs = real ? real() : simulated(first);
    for (AgentSpec spec : specs) {
      agents.put(spec.hostname(), mesos.startAgent(spec));
    }
    model = new MarathonModel(simulation, faults, settings, mesos, workload);
    for (String server : settings.servers()) {
      servers.put(
          server,
          new MarathonServer(
              model,
              server,
              Turn.direct(),
              time -> simulation.advance(time),
              "zk://127.0.0.1:2181/marathon"));
    }
    simulation.advance(Duration.ofSeconds(20));
  }

  static MarathonSettings settings(String name) {
    MarathonSettings standard = MarathonSettings.standard();
    MarathonSettings here = standard.withRules(standard.rules().inRegion("us-east"));
    return switch (name) {
      case "public-role" ->
          here.withFramework(
              new MarathonSettings.Framework(
                  "slave_public", "marathon", Set.of(), "127.0.0.1:5050"));
      case "public-role-features" ->
          here.withFramework(
              new MarathonSettings.Framework(
                  "slave_public",
                  "marathon",
                  List.of("secrets", "gpu_resources", "task_killing", "external_volumes").stream()
                      .collect(java.util.stream.Collectors.toSet()),
                  "127.0.0.1:5050"));
      case "limits" -> here.withAccess(new MarathonSettings.Access("user:pass", "*", 2, 1));
      case "two-marathons" -> here.withServers(List.of("127.0.0.1:8080", "127.0.0.1:8081"));
      default -> here;
    };
  }

  private static List<AgentSpec> simulated(Exchange.Row first) {
    boolean publicPorts = Set.of("sim-9", "sim-10").contains(first.run());
    List<AgentSpec> agents = new ArrayList<>();
    agents.add(agent(11, "4", "8192", "20000", 31099, "us-east-1a", "r1", "3", "ssd"));
    agents.add(agent(12, "4", "8192", "20000", 31099, "us-east-1b", "r1", "3", ""));
    agents.add(agent(13, "2", "4096", "20000", 31099, "us-east-1b", "r2", "4", ""));
    agents.add(
        withPublic(
            agent(14, "2", "2048", "10000", 31049, "us-east-1c", "r2", "4", "public_ip"),
            publicPorts));
    return agents;
  }

  private static List<AgentSpec> real() {
    List<AgentSpec> agents = new ArrayList<>();
    agents.add(agent(21, "4", "8192", "20000", 31099, "us-east-1a", "r1", "3", "ssd"));
    agents.add(agent(22, "4", "8192", "20000", 31099, "us-east-1b", "r1", "3", ""));
    agents.add(
        withPublic(
            agent(23, "2", "2048", "10000", 31049, "us-east-1c", "r2", "4", "public_ip"), false));
    return agents;
  }

  static AgentSpec foreign() {
    AgentSpec spec = agent(24, "8", "8192", "20000", 31099, "eu-west-1a", "r9", "", "");
    return new AgentSpec(
        spec.hostname(),
        spec.ip(),
        spec.port(),
        spec.resources(),
        spec.attributes(),
        "eu-west",
        spec.zone(),
        true);
  }

  private static AgentSpec agent(
      int number,
      String cpus,
      String mem,
      String disk,
      int lastPort,
      String zone,
      String rack,
      String gen,
      String flag) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.text("rack", rack));
    if (!gen.isEmpty()) {
      attributes.add(Attribute.scalar("gen", gen));
    }
    if (!flag.isEmpty()) {
      attributes.add(Attribute.text(flag, "true"));
    }
    return new AgentSpec(
        "127.0.0." + number,
        "127.0.0." + number,
        5051,
        List.of(
            Resource.scalar("cpus", cpus),
            Resource.scalar("mem", mem),
            Resource.scalar("disk", disk),
            Resource.ports(31000, lastPort)),
        attributes,
        "us-east",
        zone,
        true);
  }

  private static AgentSpec withPublic(AgentSpec spec, boolean ports) {
    List<Resource> resources = new ArrayList<>(spec.resources());
    resources.add(Resource.scalar("cpus", "1").forRole("slave_public"));
    resources.add(Resource.scalar("mem", "1024").forRole("slave_public"));
    if (ports) {
      resources.add(Resource.ports(31050, 31099).forRole("slave_public"));
    }
    return new AgentSpec(
        spec.hostname(),
        spec.ip(),
        spec.port(),
        resources,
        spec.attributes(),
        spec.region(),
        spec.zone(),
        true);
  }

  void addAgent(AgentSpec spec) {
    agents.put(spec.hostname(), mesos.startAgent(spec));
  }

  void lose(String host) {
    agents.get(host).partition();
  }

  void restore(String host) {
    agents.get(host).heal();
  }

  void stopAgent(String host) {
    agents.get(host).unregister();
  }

  void startAgent(String host) {
    agents.get(host).start();
  }

  void maintain(List<String> hosts) {
    mesos
        .maintenance()
        .update(
            hosts.isEmpty()
                ? List.of()
                : List.of(
                    new Window(
                        hosts.stream().map(h -> new MachineId(h, h)).toList(),
                        new Offer.Unavailability(
                            simulation.instant().minusSeconds(60), Duration.ofHours(1)))));
  }

  Reply send(
      String server, String method, String target, Map<String, String> headers, String body) {
    Headers sent = Headers.none();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!header.getKey().equals("Content-Length")) {
        sent = sent.plus(header.getKey(), header.getValue());
      }
    }
    return servers
        .get(server)
        .handle(Request.of(method, target, sent, body.getBytes(StandardCharsets.UTF_8)));
  }
}
