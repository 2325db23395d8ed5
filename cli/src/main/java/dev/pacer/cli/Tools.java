package dev.pacer.cli;

import dev.pacer.autoscaler.command.AutoscalerCommand;
import dev.pacer.installer.command.DescribeCommand;
import dev.pacer.installer.command.ExplainCommand;
import dev.pacer.installer.command.InstallCommand;
import dev.pacer.installer.command.LintCommand;
import dev.pacer.installer.command.ListCommand;
import dev.pacer.installer.command.OptionsCommand;
import dev.pacer.installer.command.PlanCommand;
import dev.pacer.installer.command.RenderCommand;
import dev.pacer.installer.command.RepoCommand;
import dev.pacer.installer.command.SearchCommand;
import dev.pacer.installer.command.StatusCommand;
import dev.pacer.installer.command.UninstallCommand;
import dev.pacer.installer.command.UpdateCommand;
import dev.pacer.installer.command.VersionsCommand;
import dev.pacer.registryauth.command.RegistryAuthCommand;
import dev.pacer.rehearsal.demo.DemoCommand;
import dev.pacer.simulator.SimulatorCommand;
import java.util.List;

/**
 * The tools' commands. Names and one-line descriptions are here so that {@code pacer --help} loads
 * no tool's class; a test holds them to what the commands say themselves.
 */
final class Tools {

  /** A command below {@code pacer}, and what it is for in one line. */
  record Tool(String name, String description) {}

  /** In the order that {@code pacer --help} shows. */
  static final List<Tool> ALL =
      List.of(
          new Tool(
              "registry-auth", "Keep private-registry credentials fresh, where tasks pull images."),
          new Tool("autoscaler", "Grow and shrink Auto Scaling groups of Mesos agents."),
          new Tool(
              "search", "Search the repositories: name, description, tags; * stands for any text."),
          new Tool("describe", "Show what a package is and what it needs."),
          new Tool("explain", "Explain a package's options: all, or those at or below one path."),
          new Tool("versions", "List the versions of a package, newest first."),
          new Tool("options", "Write, show and check a package's options."),
          new Tool("render", "Print the Marathon JSON that an install would send; send nothing."),
          new Tool("plan", "Show what an install or update would change, and send nothing."),
          new Tool("install", "Install a package; run again, it goes on where it was left."),
          new Tool("update", "Change an installed package's options or version."),
          new Tool("list", "List the packages installed on a cluster."),
          new Tool("status", "Show how an installed package does, and why not better."),
          new Tool(
              "uninstall",
              "Remove an installed package; data is destroyed only when that is said."),
          new Tool("repo", "Choose where packages come from, and fetch what is new."),
          new Tool("lint", "Say what is wrong, risky or odd in Universe packages."),
          new Tool("simulator", "Serve a simulated cluster on 127.0.0.1."),
          new Tool("demo", "Show Pacer at work on a simulated cluster."),
          new Tool("completion", "Print a completion script for bash or zsh."));

  private Tools() {}

  /**
   * Makes a tool's command.
   *
   * @throws IllegalArgumentException when no tool has that name
   */
  static Object create(String name) {
    // A switch and not a map of suppliers: this way a class is loaded only when its tool is asked
    // for, and no lambda is spun at start.
    return switch (name) {
      case "registry-auth" -> new RegistryAuthCommand();
      case "autoscaler" -> new AutoscalerCommand();
      case "search" -> new SearchCommand();
      case "describe" -> new DescribeCommand();
      case "explain" -> new ExplainCommand();
      case "versions" -> new VersionsCommand();
      case "options" -> new OptionsCommand();
      case "render" -> new RenderCommand();
      case "plan" -> new PlanCommand();
      case "install" -> new InstallCommand();
      case "update" -> new UpdateCommand();
      case "list" -> new ListCommand();
      case "status" -> new StatusCommand();
      case "uninstall" -> new UninstallCommand();
      case "repo" -> new RepoCommand();
      case "lint" -> new LintCommand();
      case "simulator" -> new SimulatorCommand();
      case "demo" -> new DemoCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalArgumentException("there is no tool named " + name);
    };
  }

  /** Whether there is such a tool. */
  static boolean has(String name) {
    for (Tool tool : ALL) {
      if (tool.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
