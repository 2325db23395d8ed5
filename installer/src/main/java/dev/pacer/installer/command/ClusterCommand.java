package dev.pacer.installer.command;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.PeerRefusedException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.dcos.TokenFileCredentials;
import dev.pacer.cluster.http.Credentials;
import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.frame.command.ToolCommand;
import dev.pacer.frame.command.ToolRun;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.frame.log.LogLevel;
import dev.pacer.installer.installation.Installation;
import dev.pacer.installer.installation.Installations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks or changes a Marathon, and needs no repository for it. */
@Command
abstract class ClusterCommand extends ToolCommand {

  @Mixin private final Connection connection = new Connection();

  /** Which Marathon, and who we are to it. */
  static final class Connection {

    @Option(
        names = "--marathon",
        paramLabel = "URL",
        required = true,
        order = 40,
        description = "Marathon's URL; may be given for each of its servers.")
    private List<URI> urls = List.of();

    @Option(
        names = "--user",
        paramLabel = "NAME",
        order = 41,
        description = "Log in to Marathon as this user; needs --password-file.")
    private @Nullable String user;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        order = 42,
        description = "The file with the user's password.")
    private @Nullable Path passwordFile;

    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        order = 43,
        description = "The file with a DC/OS token to log in with.")
    private @Nullable Path tokenFile;

    @Option(
        names = "--ca-file",
        paramLabel = "FILE",
        order = 44,
        description = "Certificates to trust besides the system's (PEM).")
    private @Nullable Path caFile;

    /** What is done with the Marathon. */
    interface Use {
      ExitCode of(MarathonClient marathon) throws Exception;
    }

    /** Connects for as long as it is used. */
    ExitCode use(ToolRun run, Use use) throws Exception {
      ClusterRuntime cluster;
      try {
        cluster = new ClusterRuntime(urls, credentials(run), Optional.ofNullable(caFile));
      } catch (IllegalArgumentException e) {
        throw new ToolFailure(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()) + ".", "", e);
      }
      try (cluster) {
        return use.of(cluster.marathon());
      } catch (PeerUnreachableException e) {
        throw new ToolFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "", e);
      } catch (PeerRefusedException e) {
        throw new ToolFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), "", e);
      } catch (PeerException e) {
        throw new ToolFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), "", e);
      }
    }

    private Credentials credentials(ToolRun run) throws IOException {
      String name = user;
      Path password = passwordFile;
      Path token = tokenFile;
      if (token != null) {
        return new TokenFileCredentials(token);
      }
      if (name == null && password == null) {
        return Credentials.none();
      }
      if (name == null || password == null) {
        throw new ToolFailure(ExitCode.USAGE, "--user and --password-file go together.", "");
      }
      String secret = Files.readString(password).stripTrailing();
      if (secret.isEmpty()) {
        throw new ToolFailure(ExitCode.INVALID_INPUT, password + " is empty.", "");
      }
      run.scrubber().hide(secret);
      return Credentials.basic(name, new Secret(secret));
    }
  }

  /** What becomes of a deployment in the way. */
  static final class Force {
    @Option(names = "--force", order = 45, description = "Cancel a deployment that locks the app.")
    private boolean force;

    LockPolicy lock() {
      return force ? LockPolicy.OVERRIDE : LockPolicy.RESPECT;
    }
  }

  @Override
  protected LogLevel usualLogLevel() {
    return LogLevel.ERROR;
  }

  @Override
  protected final ExitCode run(ToolRun run) throws Exception {
    return connection.use(run, marathon -> run(run, marathon));
  }

  abstract ExitCode run(ToolRun run, MarathonClient marathon) throws Exception;

  /** The one installation of that id or package. */
  static Installation requireOne(MarathonClient marathon, String name) {
    List<Installation> found = new Installations(marathon).find(name);
    if (found.isEmpty()) {
      throw new ToolFailure(
          ExitCode.NOT_FOUND, "%s is not installed.".formatted(name), "See pacer list.");
    }
    if (found.size() > 1) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT,
          "%s is installed %d times: %s."
              .formatted(
                  name,
                  found.size(),
                  found.stream().map(Installation::id).collect(Collectors.joining(", "))),
          "Give one of these ids.");
    }
    return found.get(0);
  }

  /** Goes on only when Marathon took the change on. */
  static void requireAccepted(ChangeOutcome outcome, String what) {
    if (outcome instanceof ChangeOutcome.Accepted) {
      return;
    }
    String toDo =
        outcome instanceof ChangeOutcome.Locked
            ? "Wait for it, or cancel it with --force."
            : outcome instanceof ChangeOutcome.Invalid
                ? "Nothing was changed. Options may mend it; see pacer render."
                : "Nothing was changed.";
    throw new ToolFailure(
        outcome instanceof ChangeOutcome.NotFound ? ExitCode.NOT_FOUND : ExitCode.REFUSED,
        "Marathon refused %s: %s.".formatted(what, outcome.explanation()),
        toDo);
  }
}
