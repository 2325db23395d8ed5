package dev.pacer.installer.command;

import dev.pacer.frame.command.HelpedCommand;
import picocli.CommandLine.Command;

/** {@code pacer options}. */
@Command(
    name = "options",
    description = "Write, show and check a package's options.",
    subcommands = {OptionsInitCommand.class, OptionsShowCommand.class, OptionsCheckCommand.class})
public final class OptionsCommand extends HelpedCommand {}
