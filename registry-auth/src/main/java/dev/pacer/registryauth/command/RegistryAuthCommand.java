package dev.pacer.registryauth.command;

import dev.pacer.frame.command.HelpedCommand;
import picocli.CommandLine.Command;

/** {@code pacer registry-auth}. */
@Command(
    name = "registry-auth",
    description = "Keep private-registry credentials fresh, where tasks pull images.",
    subcommands = {RefreshCommand.class, LintCommand.class, ExampleConfigCommand.class})
public final class RegistryAuthCommand extends HelpedCommand {}
