package dev.pacer.simulator.aws.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.simulator.aws.AwsSettings;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws that hold whatever users ask for, in whatever order, and whatever EC2 refuses. */
class AutoScalingProperties {

  /** The lifecycle of the reference, written down once more so that a wrong table is noticed. */
  private static final Map<String, Set<String>> LEGAL =
      Map.of(
          "", Set.of("Pending"),
          "Pending", Set.of("InService", "Terminating"),
          "InService", Set.of("Terminating", "EnteringStandby", "Detaching"),
          "EnteringStandby", Set.of("Standby", "Terminating"),
          "Standby", Set.of("Pending", "Detaching", "Terminating"),
          "Terminating", Set.of("Terminated"),
          "Detaching", Set.of("Detached"));

  enum Deed {
    SET_DESIRED,
    UPDATE_BOUNDS,
    TERMINATE,
    TERMINATE_DECREMENT,
    ENTER_STANDBY,
    EXIT_STANDBY,
    DETACH,
    ATTACH,
    PROTECT,
    UNPROTECT,
    UNHEALTHY,
    KILL_MACHINE,
    SELL_OUT,
    RESTOCK,
    SUSPEND,
    RESUME,
    WAIT
  }

  record Step(Deed deed, int number, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Deed.class),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(0, 1, 5, 12, 16, 40, 61, 130, 900))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 150)
  void sizesStayInBoundsStatesFollowEachOtherAndTheSparedAreSpared(
      @ForAll("steps") List<Step> steps, @ForAll("seeds") long seed) {
    TestAws aws = new TestAws(AwsSettings.usual(), seed);
    Group group = aws.create("agents", 1, 8, 4, 3);
    Watch watch = new Watch(group);
    aws.simulation
        .log()
        .watch(
            entry -> {
              if (entry.source().equals("aws")) {
                watch.look(entry.what());
              }
            });
    for (Step step : steps) {
      try {
        act(aws, group, step);
      } catch (AwsError refused) {
        assertThat(refused.status()).isBetween(400, 599);
      }
      aws.advance(step.seconds());
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().between(1, 1_000_000);
  }

  private static void act(TestAws aws, Group group, Step step) {
    AutoScalingModel model = aws.model.autoScaling();
    List<Member> members = new ArrayList<>(group.members());
    String id =
        members.isEmpty()
            ? "i-00000000000000000"
            : members.get(step.number() % members.size()).id();
    switch (step.deed()) {
      case SET_DESIRED -> model.groups().setDesired("agents", step.number(), false);
      case UPDATE_BOUNDS ->
          model
              .groups()
              .update(
                  "agents",
                  TestAws.sizes(
                      OptionalInt.of(step.number() / 3),
                      OptionalInt.of(step.number()),
                      OptionalInt.empty()));
      case TERMINATE -> model.members().terminate(id, false);
      case TERMINATE_DECREMENT -> model.members().terminate(id, true);
      case ENTER_STANDBY ->
          model.standby().enterStandby("agents", List.of(id), step.number() % 2 == 0);
      case EXIT_STANDBY -> model.standby().exitStandby("agents", List.of(id));
      case DETACH -> model.memberships().detach("agents", List.of(id), step.number() % 2 == 0);
      case ATTACH ->
          aws.model.instances().all().stream()
              .filter(instance -> group.findMember(instance.id()).isEmpty())
              .map(Instance::id)
              .findFirst()
              .ifPresent(stranger -> model.memberships().attach("agents", List.of(stranger)));
      case PROTECT -> model.members().protect("agents", List.of(id), true);
      case UNPROTECT -> model.members().protect("agents", List.of(id), false);
      case UNHEALTHY -> model.health().set(id, false, false);
      case KILL_MACHINE ->
          aws.model
              .instances()
              .find(id)
              .ifPresent(
                  machine ->
                      aws.model
                          .instances()
                          .terminate(machine, aws.model.delaysOf("agents"), "by hand"));
      case SELL_OUT ->
          aws.model.stock().sellOut("*", aws.model.network().zones().get(step.number() % 3));
      case RESTOCK ->
          aws.model.network().zones().forEach(zone -> aws.model.stock().restock("*", zone));
      case SUSPEND -> {
        List<ScalingProcess> all = List.of(ScalingProcess.values());
        model.groups().suspend("agents", List.of(all.get(step.number() % all.size()).text()));
      }
      case RESUME -> model.groups().resume("agents", List.of());
      case WAIT -> aws.advance(step.number());
    }
  }

  /** Follows the log and the group, and holds both to the laws at every moment. */
  private static final class Watch {
    private static final String TERMINATING = " InProgress Terminating EC2 instance: ";

    private final Group group;
    private final Map<String, String> last = new HashMap<>();
    private final Map<String, String> beforeLast = new HashMap<>();

    private Watch(Group group) {
      this.group = group;
    }

    private void look(String what) {
      String[] words = what.split(" ", -1);
      if (words.length == 5 && words[1].equals("of") && words[3].equals("is")) {
        follow(what, words[0], words[4]);
      } else if (what.startsWith("activity ") && what.contains(TERMINATING)) {
        String id = what.substring(what.indexOf(TERMINATING) + TERMINATING.length());
        checkVictim(id, TestAws.activity(group, 0).cause());
      }
      Capacity capacity = group.now().capacity();
      assertThat(capacity.min()).isBetween(0, capacity.desired());
      assertThat(capacity.desired()).isLessThanOrEqualTo(capacity.max());
    }

    private void follow(String what, String id, String state) {
      if (state.equals("healthy") || state.equals("protected")) {
        return;
      }
      String previous = last.getOrDefault(id, "");
      // A machine that was detached may be attached again.
      String from = previous.equals("Detached") ? "" : previous;
      assertThat(LEGAL.get(from)).as("%s after %s", what, previous).contains(state);
      beforeLast.put(id, previous);
      last.put(id, state);
    }

    /** Scale-in takes only what was in service and is not protected. */
    private void checkVictim(String id, String cause) {
      if (cause.contains(id + " was selected for termination")) {
        assertThat(beforeLast.get(id)).as(cause).isEqualTo("InService");
        assertThat(group.findMember(id).orElseThrow().now().protectedFromScaleIn())
            .as(cause)
            .isFalse();
      }
    }
  }

  @Example
  void aSkippedStateAndAWrongVictimAreCaught() {
    TestAws aws = new TestAws();
    Group group = aws.settled("agents", 0, 8, 2, 1);
    Watch watch = new Watch(group);
    assertThatThrownBy(() -> watch.look("i-1 of agents is InService"))
        .isInstanceOf(AssertionError.class);

    String id = TestAws.member(group, 0).id();
    for (String state : List.of("Pending", "InService", "Terminating")) {
      watch.look(id + " of agents is " + state);
    }
    String cause = "instance " + id + " was selected for termination.";
    watch.checkVictim(id, cause);
    aws.model.autoScaling().members().protect("agents", List.of(id), true);
    assertThatThrownBy(() -> watch.checkVictim(id, cause)).isInstanceOf(AssertionError.class);

    String resting = TestAws.member(group, 1).id();
    for (String state :
        List.of("Pending", "InService", "EnteringStandby", "Standby", "Terminating")) {
      watch.look(resting + " of agents is " + state);
    }
    assertThatThrownBy(() -> watch.checkVictim(resting, cause.replace(id, resting)))
        .isInstanceOf(AssertionError.class);
  }

  @Property(tries = 100)
  void zonesAreBalancedWithinOneWhenAllHaveRoom(
      @ForAll("seeds") long seed, @ForAll("sizes") List<Integer> sizes) {
    TestAws aws = new TestAws(AwsSettings.usual(), seed);
    Group group = aws.create("agents", 0, 40, sizes.get(0), 3);
    aws.advance(200);
    for (int size : sizes) {
      aws.model.autoScaling().groups().setDesired("agents", size, false);
      aws.advance(200);
      assertThat(group.members()).hasSize(size);
      Map<String, Integer> zones = TestAws.zones(group);
      int[] counts =
          aws.model.network().zones().stream()
              .mapToInt(zone -> zones.getOrDefault(zone, 0))
              .sorted()
              .toArray();
      assertThat(counts[2] - counts[0]).as(Arrays.toString(counts)).isLessThanOrEqualTo(1);
    }
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(0, 40).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 40)
  void addressesOfLivingMachinesAreTheirOwn(
      @ForAll("seeds") long seed, @ForAll("sizes") List<Integer> sizes) {
    TestAws aws = new TestAws(AwsSettings.usual(), seed);
    aws.create("agents", 0, 40, 10, 2);
    for (int size : sizes) {
      aws.model.autoScaling().groups().setDesired("agents", size, false);
      aws.advance(70);
      Set<String> seen = new HashSet<>();
      for (Instance machine : aws.model.instances().all()) {
        machine
            .now()
            .addresses()
            .ifPresent(
                addresses -> {
                  assertThat(seen.add(addresses.privateIp())).isTrue();
                  assertThat(seen.add(addresses.privateDnsName())).isTrue();
                });
      }
    }
  }

  @Property(tries = 10)
  void oneSeedTellsOneStoryAndAnotherSeedAnother(
      @ForAll("steps") List<Step> steps, @ForAll("seeds") long seed) {
    assertThat(story(steps, seed)).isEqualTo(story(steps, seed));
    assertThat(story(steps, seed)).isNotEqualTo(story(steps, seed + 1));
  }

  private static String story(List<Step> steps, long seed) {
    TestAws aws = new TestAws(AwsSettings.usual(), seed);
    Group group = aws.create("agents", 1, 8, 4, 3);
    aws.advance(100);
    for (Step step : steps) {
      try {
        act(aws, group, step);
      } catch (AwsError refused) {
        aws.simulation.record("test", refused.message());
      }
      aws.advance(step.seconds());
    }
    return aws.simulation.log().text();
  }
}
