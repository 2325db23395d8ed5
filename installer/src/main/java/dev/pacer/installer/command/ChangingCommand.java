package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.StopSignal;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.output.ProgressLines;
import dev.pacer.installer.installation.PlanReader;
import dev.pacer.installer.installation.Watch;
import dev.pacer.installer.plan.ChangePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that sends one change and watches it. */
@Command
abstract class ChangingCommand extends PlanningCommand {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Option(
      names = "--wait",
      order = 20,
      description = "Watch until everything runs (usual on a terminal).")
  private boolean wait;

  @Option(names = "--no-wait", order = 20, description = "Do not watch, on a terminal either.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      order = 21,
      description = "How long to watch (default: 1800); the change goes on all the same.")
  private long timeout = 1800;

  @Mixin private final ClusterCommand.Force force = new ClusterCommand.Force();

  final LockPolicy lock() {
    return force.lock();
  }

  /** Watches, if that is wanted; the exit code. */
  final ExitCode watch(ToolRun run, MarathonClient marathon, PlanReader.Planned plan)
      throws InterruptedException {
    boolean watching = wait || run.errTerminal().live();
    if (noWait || !watching) {
      run.err().print("Watch it with pacer status %s.\n".formatted(plan.id()));
      return ExitCode.DONE;
    }
    List<AppId> apps =
        plan.apps().stream()
            .filter(app -> app.kind() != ChangePlan.Kind.REMOVE)
            .map(app -> new AppId(app.id()))
            .toList();
    Instant start = Instant.now();
    Instant end = start.plusSeconds(timeout);
    Watch watch = new Watch(marathon, apps, start);
    StopSignal stop = run.stop();
    ProgressLines progress = run.progress();
    while (true) {
      Watch.Look look = watch.look();
      progress.show(look.lines());
      if (look.done()) {
        progress.end();
        return ExitCode.DONE;
      }
      boolean late = !Instant.now().isBefore(end);
      if (late || stop.await(BETWEEN_LOOKS)) {
        progress.end();
        throw new ToolFailure(
            ExitCode.INCOMPLETE,
            late
                ? "%s does not run after %d s: %s. It goes on."
                    .formatted(plan.id(), timeout, String.join("; ", look.lines()))
                : "stopped watching; %s goes on.".formatted(plan.id()),
            "Run the same again to go on watching, or see pacer status %s.".formatted(plan.id()));
      }
    }
  }

  /** Says what is refused, before anything is sent. */
  static void requireAllowed(PlanReader.Planned plan) {
    if (!plan.refusals().isEmpty()) {
      throw new ToolFailure(
          ExitCode.PREFLIGHT, String.join("; ", plan.refusals()) + ".", "Nothing was sent.");
    }
  }
}
