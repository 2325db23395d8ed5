package dev.pacer.frame.command;

import dev.pacer.frame.config.ConfigurationFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that needs its tool's configuration file. */
@Command
public abstract class ConfiguredCommand extends ToolCommand {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      order = 1,
      description = "The tool's configuration file (YAML).")
  private @Nullable Path config;

  /**
   * Reads the configuration file named on the command line.
   *
   * @throws dev.pacer.frame.exit.ToolFailure with code 3 and every problem in the file
   */
  protected final <T> T read(ConfigurationFile<T> kind) {
    Path file = config;
    if (file == null) {
      throw new IllegalStateException("picocli lets no command without --config pass");
    }
    return kind.read(file).orThrow();
  }
}
