package dev.pacer.benchmarks.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.pack.Placed;
import dev.pacer.placement.pack.PlacementRun;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both are given the same work, and do all of it. */
class SameInputsTest {

  private static final Shape SHAPE = new Shape(40, 150);

  @Test
  void bothPlaceEveryTaskAndUseNearlyAsManyAgents() {
    PlacementRun.Result ours =
        new PlacementRun(MatcherSettings.SHIPPED)
            .place(PacerPlacement.pending(SHAPE), PacerPlacement.rooms(SHAPE.agents()));
    TaskScheduler fenzo = FenzoPlacement.scheduler();
    SchedulingResult theirs =
        fenzo.scheduleOnce(FenzoPlacement.tasks(SHAPE), FenzoPlacement.leases(SHAPE.agents()));
    fenzo.shutdown();
    assertThat(ours.unplaced()).isEmpty();
    assertThat(theirs.getExceptions()).isEmpty();
    assertThat(
            theirs.getResultMap().values().stream()
                .map(VMAssignmentResult::getTasksAssigned)
                .mapToInt(Set::size)
                .sum())
        .isEqualTo(SHAPE.tasks());
    assertThat(ours.placed().stream().map(Placed::spec).collect(Collectors.toSet()))
        .hasSize(SHAPE.tasks());
    long rooms = ours.placed().stream().map(Placed::room).distinct().count();
    assertThat(rooms).isBetween(1L, theirs.getResultMap().size() + 1L);
  }

  @Test
  void aShapeIsReadFromItsText() {
    assertThat(Shape.of("5000x20000")).isEqualTo(new Shape(5000, 20_000));
  }
}
