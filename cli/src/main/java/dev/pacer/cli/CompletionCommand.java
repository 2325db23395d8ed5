package dev.pacer.cli;

import dev.pacer.frame.command.HelpedCommand;
import dev.pacer.frame.exit.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes {@code pacer}'s commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash or zsh.",
    footer = {
      "",
      "bash:  pacer completion bash > /etc/bash_completion.d/pacer",
      "       or, for this shell only: . <(pacer completion bash)",
      "zsh:   . <(pacer completion zsh)"
    })
final class CompletionCommand extends HelpedCommand implements Callable<Integer> {

  /** A shell there is a script for. */
  enum Shell {
    bash,
    zsh
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private @Nullable Shell shell;

  @Override
  public Integer call() {
    CommandSpec own = spec;
    if (own == null || shell == null) {
      throw new IllegalStateException("picocli sets both before it calls");
    }
    PrintWriter out = own.commandLine().getOut();
    if (shell == Shell.zsh) {
      // The script is bash's; zsh runs it once its own emulation is loaded.
      out.print("autoload -Uz +X compinit && compinit -u\n");
      out.print("autoload -Uz +X bashcompinit && bashcompinit\n");
    }
    out.print(AutoComplete.bash("pacer", PacerCommand.commandLine(name -> true)));
    out.flush();
    return ExitCode.DONE.code();
  }
}
