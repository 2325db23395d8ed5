package dev.pacer.installer.command;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.output.TerminalText;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.Watch;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pacer status}. */
@Command(name = "status", description = "Show how an installed package does, and why not better.")
public final class StatusCommand extends ClusterCommand {

  @Parameters(paramLabel = "ID", description = "The app's or group's id, or the package's name.")
  private String id = "";

  private record Answer(
      String id,
      String packageName,
      String version,
      String state,
      boolean done,
      List<String> apps) {}

  @Override
  ExitCode run(ToolRun run, MarathonClient marathon) {
    Installation one = requireOne(marathon, id);
    Watch.Look look =
        new Watch(marathon, one.apps().stream().map(App::id).toList(), Instant.EPOCH).look();
    run.answer(
        terminal ->
            "%s %s %s: %s\n"
                    .formatted(
                        one.id(), one.contents().name(), one.contents().version(), one.state())
                + look.lines().stream()
                    .map(line -> "  " + TerminalText.safe(line) + "\n")
                    .collect(Collectors.joining()),
        () ->
            new Answer(
                one.id(),
                one.contents().name(),
                one.contents().version(),
                one.state(),
                look.done(),
                look.lines()));
    return ExitCode.DONE;
  }
}
