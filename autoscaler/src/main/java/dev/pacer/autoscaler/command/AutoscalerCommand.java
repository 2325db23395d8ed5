package dev.pacer.autoscaler.command;

import dev.pacer.frame.command.HelpedCommand;
import picocli.CommandLine.Command;

/** {@code pacer autoscaler}. */
@Command(
    name = "autoscaler",
    description = "Grow and shrink Auto Scaling groups of Mesos agents.",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ExplainCommand.class,
      FreezeCommand.class,
      UnfreezeCommand.class,
      ExampleConfigCommand.class
    })
public final class AutoscalerCommand extends HelpedCommand {}
