package dev.pacer.installer.command;

import dev.pacer.frame.command.HelpedCommand;
import picocli.CommandLine.Command;

/** {@code pacer repo}. */
@Command(
    name = "repo",
    description = "Choose where packages come from, and fetch what is new.",
    subcommands = {
      RepoListCommand.class,
      RepoAddCommand.class,
      RepoRemoveCommand.class,
      RepoUpdateCommand.class,
      RepoIndexCommand.class
    })
public final class RepoCommand extends HelpedCommand {}
