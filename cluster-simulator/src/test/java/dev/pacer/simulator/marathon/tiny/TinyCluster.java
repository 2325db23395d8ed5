package dev.pacer.simulator.marathon.tiny;

import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Marathon above a tiny master, with agents named a1, a2, … in zones a, b, c in turn. */
public final class TinyCluster {

  public static final Caller CALLER = new Caller("127.0.0.1", "/v2/apps");

  public final Simulation simulation;
  public final FaultRules faults;
  public final TinyMaster master;
  public final MarathonModel marathon;
  private final Map<String, Workload.Behaviour> behaviours = new HashMap<>();
  private int agents;

  public TinyCluster() {
    this(MarathonSettings.standard());
  }

  public TinyCluster(MarathonSettings settings) {
    this(settings, 1);
  }

  public TinyCluster(MarathonSettings settings, long seed) {
    simulation = new Simulation(Instant.parse("2026-11-22T07:00:00Z"), seed, 1);
    faults = new FaultRules(simulation);
    Workload workload =
        launch -> behaviours.getOrDefault(launch.subject(), Workload.Behaviour.service());
    master = new TinyMaster(simulation, workload);
    marathon = new MarathonModel(simulation, faults, settings, master, workload);
  }

  /** Adds agents of 4 cpus and 8192 MiB. */
  public TinyCluster agents(int count) {
    for (int i = 0; i < count; i++) {
      agent("4", "8192");
    }
    return this;
  }

  public String agent(String cpus, String mem) {
    int number = ++agents;
    return master.add(
        new AgentSpec(
            "a" + number,
            "10.0.0." + number,
            5051,
            List.of(
                Resource.scalar("cpus", cpus),
                Resource.scalar("mem", mem),
                Resource.scalar("disk", "20000"),
                Resource.ports(31000, 31099)),
            List.of(Attribute.text("rack", "r" + (number % 2))),
            null,
            null,
            true));
  }

  /** How the tasks of an app behave from now on. */
  public void behave(String appId, Workload.Behaviour behaviour) {
    behaviours.put(appId, behaviour);
  }

  public static Object json(String text) {
    try {
      return JsonReader.read(text.replace('\'', '"'));
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public String post(String app) {
    return marathon.apps().create(json(app), false, CALLER).deploymentId();
  }

  public String put(String id, String update) {
    return marathon.apps().put(id, json(update), false, true, CALLER).deploymentId();
  }

  public String force(String id, String update) {
    return marathon.apps().put(id, json(update), true, true, CALLER).deploymentId();
  }

  public void pass(Duration time) {
    simulation.advance(time);
  }

  public void passSeconds(long seconds) {
    simulation.advance(Duration.ofSeconds(seconds));
  }

  public List<Instance> instances(String id) {
    return marathon.now().instancesOf(id);
  }

  public long running(String id) {
    return instances(id).stream().filter(Instance::running).count();
  }

  public int queued(String id) {
    return marathon.now().queue().stream()
        .filter(entry -> entry.spec().id().equals(id))
        .mapToInt(entry -> entry.count())
        .sum();
  }

  public boolean deploying(String id) {
    return !marathon.now().locking(id).isEmpty();
  }

  /** Every event from now on. */
  public List<Doc> listen() {
    List<Doc> events = new java.util.ArrayList<>();
    marathon
        .events()
        .attach(java.util.Set.of(), "127.0.0.1", event -> events.add(event.payload()), () -> {});
    return events;
  }
}
