package dev.pacer.rehearsal.week;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaler.journal.InMemoryJournal;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.mesos.Agent;
import dev.pacer.cluster.mesos.AgentList;
import dev.pacer.cluster.mesos.AgentResources;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import dev.pacer.cluster.mesos.Resources;
import dev.pacer.cluster.mesos.TaskList;
import dev.pacer.simulator.world.World;
import dev.pacer.view.SnapshotReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Errors put into the tool by its ports, and the check that finds each. */
class PlantedBugsTest {

  private static final AppId DAILY = new AppId("/shop/daily");

  /** A port of which one call is changed. */
  private interface Change {
    Object call(String method, Object[] arguments, Original original) throws Throwable;
  }

  private interface Original {
    Object proceed() throws Throwable;
  }

  private static <T> T changed(Class<T> port, T original, Change change) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                change.call(
                    method.getName(),
                    arguments,
                    () -> {
                      try {
                        return method.invoke(original, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }

  private static Truth day(UnaryOperator<SnapshotReader.Sources> bug) {
    World world = WeekRehearsal.world(3);
    Truth truth = Truth.watch(world, 10);
    RehearsedAutoscaler.start(
        world, WeekRehearsal.policy(), WeekRehearsal.CYCLE, new InMemoryJournal(), bug);
    MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
    world.simulation().advance(Duration.ofMinutes(10));
    WeekRehearsal.create(marathon, DAILY.path(), 1.5, 1024, 1);
    world.simulation().advance(Duration.ofMinutes(30));
    marathon.apps().delete(DAILY, LockPolicy.OVERRIDE);
    world.simulation().advance(Duration.ofHours(2));
    return truth;
  }

  private static Set<String> caughtBy(Truth truth) {
    return truth.violations().stream()
        .map(v -> v.split(" ", 3)[1].replace(":", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void withoutABugNothingIsFound() {
    assertThat(day(UnaryOperator.identity()).violations()).isEmpty();
  }

  /** Every machine seems to have been up for a day, so that none counts as being on its way. */
  @Test
  void arrivingCapacityForgottenIsCaughtByMachinesBoughtForNothing() {
    Truth truth =
        day(
            sources ->
                new SnapshotReader.Sources(
                    sources.marathon(),
                    sources.mesos(),
                    sources.autoScaling(),
                    changed(
                        Ec2.class,
                        sources.ec2(),
                        (method, arguments, original) ->
                            method.equals("instancesOfGroups")
                                ? dayOld(original.proceed())
                                : original.proceed())));
    assertThat(caughtBy(truth)).containsExactly("BOUGHT_AND_USED");
    assertThat(truth.bought()).isGreaterThan(1);
  }

  private static Object dayOld(Object machines) {
    return ((List<?>) machines)
        .stream()
            .map(Ec2Instance.class::cast)
            .map(
                m ->
                    new Ec2Instance(
                        m.id(),
                        m.state(),
                        m.kind(),
                        m.address(),
                        m.launchedAt().minus(Duration.ofDays(1)),
                        m.tags()))
            .toList();
  }

  @Test
  void terminateSentTwiceIsCaughtAtTheServer() {
    Truth truth =
        day(
            sources ->
                withAutoScaling(
                    sources,
                    changed(
                        AutoScaling.class,
                        sources.autoScaling(),
                        (method, arguments, original) -> {
                          Object outcome = original.proceed();
                          if (method.equals("terminate")) {
                            sources.autoScaling().terminate((InstanceId) arguments[0], true);
                          }
                          return outcome;
                        })));
    assertThat(caughtBy(truth)).containsExactly("TERMINATED_ONCE");
  }

  /** Both sources hand over empty lists, and the tool believes them. */
  @Test
  void emptyListsBelievedAreCaughtByTasksThatDie() {
    Truth truth = day(sources -> withoutMarathonTasks(withoutMesosTasks(sources)));
    assertThat(caughtBy(truth)).containsExactly("NO_LIVE_TASK_TERMINATED");
  }

  /** One source alone is not believed: that is the rule that the bug above breaks. */
  @Test
  void anEmptyTaskListOfMesosAloneRemovesNothingThatLives() {
    assertThat(day(PlantedBugsTest::withoutMesosTasks).violations())
        .noneMatch(v -> v.contains("NO_LIVE_TASK_TERMINATED"));
  }

  /** The look just before Terminate is left out: what lands on the agent meanwhile goes unseen. */
  @Test
  void aMissingReCheckIsCaughtWhenATaskLandsOnTheAgent() {
    World world = WeekRehearsal.world(3);
    Truth truth = Truth.watch(world, 10);
    MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
    int[] posted = {0};
    RehearsedAutoscaler.start(
        world,
        WeekRehearsal.policy(),
        WeekRehearsal.CYCLE,
        new InMemoryJournal(),
        sources ->
            withAutoScaling(
                sources,
                changed(
                    AutoScaling.class,
                    sources.autoScaling(),
                    (method, arguments, original) -> {
                      if (method.equals("terminate") && posted[0]++ == 0) {
                        sources.mesos().reactivate(agentOf(world, arguments[0].toString()));
                        WeekRehearsal.create(marathon, "/late", 1.5, 256, 1);
                        world.simulation().advance(Duration.ofSeconds(20));
                      }
                      return original.proceed();
                    })));
    WeekRehearsal.create(marathon, DAILY.path(), 1.5, 1024, 1);
    world.simulation().advance(Duration.ofMinutes(30));
    marathon.apps().delete(DAILY, LockPolicy.RESPECT);
    world.simulation().advance(Duration.ofMinutes(30));
    assertThat(caughtBy(truth)).containsExactly("NO_LIVE_TASK_TERMINATED");
  }

  private static dev.pacer.cluster.mesos.AgentId agentOf(World world, String instance) {
    return new dev.pacer.cluster.mesos.AgentId(world.fleet().agentOn(instance).orElseThrow().id());
  }

  private static SnapshotReader.Sources withAutoScaling(
      SnapshotReader.Sources sources, AutoScaling autoScaling) {
    return new SnapshotReader.Sources(
        sources.marathon(), sources.mesos(), autoScaling, sources.ec2());
  }

  private static SnapshotReader.Sources withoutMesosTasks(SnapshotReader.Sources sources) {
    MesosMaster blank =
        changed(
            MesosMaster.class,
            sources.mesos(),
            (method, arguments, original) ->
                method.equals("state")
                    ? blank((MesosState) original.proceed())
                    : original.proceed());
    return new SnapshotReader.Sources(
        sources.marathon(), blank, sources.autoScaling(), sources.ec2());
  }

  private static MesosState blank(MesosState state) {
    List<Agent> idle =
        state.agents().registered().stream()
            .map(
                a ->
                    new Agent(
                        a.id(),
                        a.address(),
                        a.attributes(),
                        new AgentResources(a.resources().total(), Resources.NONE, Resources.NONE),
                        a.status(),
                        a.software(),
                        a.domain()))
            .toList();
    return new MesosState(
        state.readAt(),
        state.office(),
        state.counts(),
        new AgentList(idle, state.agents().recovered()),
        new TaskList(List.of(), List.of(), List.of(), List.of()),
        state.frameworks(),
        List.of());
  }

  private static SnapshotReader.Sources withoutMarathonTasks(SnapshotReader.Sources sources) {
    MarathonApps none =
        changed(
            MarathonApps.class,
            sources.marathon().apps(),
            (method, arguments, original) -> {
              if (method.equals("list")) {
                return List.of();
              }
              return arguments != null && arguments[arguments.length - 1] instanceof Consumer
                  ? null
                  : original.proceed();
            });
    MarathonClient marathon =
        changed(
            MarathonClient.class,
            sources.marathon(),
            (method, arguments, original) -> method.equals("apps") ? none : original.proceed());
    return new SnapshotReader.Sources(
        marathon, sources.mesos(), sources.autoScaling(), sources.ec2());
  }
}
