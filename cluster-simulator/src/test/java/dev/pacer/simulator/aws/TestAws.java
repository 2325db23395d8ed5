package dev.pacer.simulator.aws;

import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.autoscaling.GroupRequest;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import dev.pacer.simulator.aws.autoscaling.LaunchSource;
import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A simulated AWS whose delays are exact, with one launch template, for tests that count. */
public final class TestAws {

  public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  public final Simulation simulation;
  public final FaultRules faults;
  public final AwsModel model;

  public TestAws() {
    this(AwsSettings.usual().withDelays(Delays.TYPICAL.exact()), 1);
  }

  public TestAws(AwsSettings settings, long seed) {
    simulation = new Simulation(START, seed, 1);
    faults = new FaultRules(simulation);
    model = new AwsModel(simulation, faults, settings);
    Map<String, Tree> data = new LinkedHashMap<>();
    data.put("ImageId", new Tree.Text("ami-00000000000000001"));
    data.put("InstanceType", new Tree.Text("m5.large"));
    model.templates().create("agent", new Tree.Fields(data));
  }

  public static GroupRequest sizes(int min, int max, int desired) {
    return sizes(OptionalInt.of(min), OptionalInt.of(max), OptionalInt.of(desired));
  }

  public static GroupRequest sizes(OptionalInt min, OptionalInt max, OptionalInt desired) {
    return new GroupRequest(
        new GroupRequest.Size(min, max, desired),
        Optional.empty(),
        new GroupRequest.Place(List.of(), List.of(), Optional.empty()),
        GroupRequest.Rules.NONE,
        List.of(),
        Tree.Fields.none());
  }

  /** Creates a group of the template over that many zones, and tells nobody to wait. */
  public Group create(String name, int min, int max, int desired, int zones) {
    return create(name, sizes(min, max, desired), zones, GroupRequest.Rules.NONE, List.of());
  }

  public Group create(
      String name, GroupRequest sizes, int zones, GroupRequest.Rules rules, List<GroupTag> tags) {
    return model
        .autoScaling()
        .groups()
        .create(
            name,
            new GroupRequest(
                sizes.size(),
                Optional.of(
                    new LaunchSource.Template(
                        model
                            .autoScaling()
                            .template(Optional.empty(), Optional.of("agent"), Optional.empty()))),
                new GroupRequest.Place(
                    model.network().zones().subList(0, zones), List.of(), Optional.empty()),
                rules,
                tags,
                Tree.Fields.none()));
  }

  /** A group with all its members in service. */
  public Group settled(String name, int min, int max, int desired, int zones) {
    Group group = create(name, min, max, desired, zones);
    advance(120);
    return group;
  }

  public void advance(long seconds) {
    simulation.advance(Duration.ofSeconds(seconds));
  }

  /** How many members are in each state. */
  public static Map<String, Integer> states(Group group) {
    Map<String, Integer> states = new TreeMap<>();
    group.members().forEach(member -> states.merge(member.now().state().text(), 1, Integer::sum));
    return states;
  }

  /** How many members are in each zone. */
  public static Map<String, Integer> zones(Group group) {
    Map<String, Integer> zones = new TreeMap<>();
    group.members().forEach(member -> zones.merge(member.now().zone(), 1, Integer::sum));
    return zones;
  }

  public static Member member(Group group, int index) {
    return List.copyOf(group.members()).get(index);
  }

  /** The newest activity but so many. */
  public static Activity.View activity(Group group, int age) {
    return List.copyOf(group.activities()).get(age).now();
  }
}
