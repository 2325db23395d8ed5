package dev.pacer.benchmarks.placement;

import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.placement.fit.Room;
import dev.pacer.placement.fit.RunSpec;
import dev.pacer.placement.fit.Whereabouts;
import dev.pacer.placement.pack.Pending;
import dev.pacer.placement.pack.PlacementRun;
import dev.pacer.placement.pack.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pacer places: from rooms and waiting instances as values to who goes where. */
@State(Scope.Benchmark)
public class PacerPlacement {

  @Param({})
  public String shape = "";

  private List<Room> rooms = List.of();
  private List<Pending> pending = List.of();

  @Setup(Level.Trial)
  public void prepare() {
    Shape wanted = Shape.of(shape);
    rooms = rooms(wanted.agents());
    pending = pending(wanted);
  }

  static List<Room> rooms(int agents) {
    return rooms(agents, "agent");
  }

  /** Machines that may be bought for the tasks, more than enough of them. */
  static Source source(Shape shape) {
    List<Room> next = rooms(shape.tasks() / 4, "agents+");
    return new Source("pool", "agents", next, next.get(0), OptionalLong.of(1));
  }

  private static List<Room> rooms(int agents, String name) {
    List<Room> rooms = new ArrayList<>(agents);
    for (int i = 0; i < agents; i++) {
      rooms.add(
          Room.of(
              name + i,
              Whereabouts.onlyHost("host" + i),
              List.of(
                  ResourceEntry.scalar(ResourceKind.CPUS, "*", (long) (1000 * Shape.AGENT_CPUS)),
                  ResourceEntry.scalar(ResourceKind.MEM, "*", (long) (1000 * Shape.AGENT_MEM)),
                  ResourceEntry.scalar(ResourceKind.DISK, "*", (long) (1000 * Shape.AGENT_DISK)),
                  ResourceEntry.ports(
                      "*", List.of(new PortRange(Shape.FIRST_PORT, Shape.LAST_PORT))))));
    }
    return rooms;
  }

  /** Every task is a run spec of its own: nothing is won by their being alike. */
  static List<Pending> pending(Shape shape) {
    List<Pending> pending = new ArrayList<>(shape.tasks());
    for (Shape.Task task : shape.taskList()) {
      Needs needs =
          new Needs(
              Amount.of(task.cpus()),
              Amount.of(task.mem()),
              Amount.NONE,
              Amount.NONE,
              PortWish.any(1),
              List.of());
      pending.add(new Pending(RunSpec.of(task.name(), 1, needs), 1, List.of(), 0));
    }
    return pending;
  }

  @Benchmark
  public PlacementRun.Result place() {
    return new PlacementRun(MatcherSettings.SHIPPED).place(pending, rooms);
  }
}
