package dev.pacer.registryauth.command;

import dev.pacer.cluster.http.HttpTransport;
import dev.pacer.cluster.http.OneExchange;
import dev.pacer.cluster.http.TlsSettings;
import dev.pacer.cluster.http.TransportSettings;
import dev.pacer.cluster.time.SystemPause;
import dev.pacer.cluster.time.SystemWatchdog;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.registryauth.config.RegistryAuthConfig;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.decision.Keeping;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.keep.Keeper;
import dev.pacer.registryauth.keep.KeptRegistry;
import dev.pacer.registryauth.keep.KeptTarget;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.source.Source;
import dev.pacer.registryauth.state.FileStateStore;
import dev.pacer.registryauth.target.DirectoryTarget;
import dev.pacer.registryauth.target.WriteStep;
import dev.pacer.registryauth.verify.HttpVerifier;
import dev.pacer.registryauth.verify.VerifySettings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Everything that keeps credentials, as one configuration wires it, and what closes with it. */
final class KeeperRuntime implements AutoCloseable {

  private static final int WORKERS = 8;

  private final Deque<Closing> open = new ArrayDeque<>();
  private final Semaphore woken = new Semaphore(0);
  private final InstantSource clock = InstantSource.system();
  private final Keeper keeper;

  /** Ends one part. */
  private interface Closing {
    void close() throws IOException;
  }

  /**
   * Wires it.
   *
   * @param hide told every password, so that no line shows it
   */
  KeeperRuntime(RegistryAuthConfig config, Consumer<String> hide) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            WORKERS,
            task -> {
              Thread thread = new Thread(task, "worker");
              thread.setDaemon(true);
              return thread;
            });
    open.push(workers::shutdownNow);
    SecureRandom chance = new SecureRandom();
    String writer = UUID.randomUUID().toString();
    List<KeptRegistry> registries = new ArrayList<>();
    Map<String, String> identities = new LinkedHashMap<>();
    for (RegistryAuthConfig.Registry registry : config.registries()) {
      registries.add(
          new KeptRegistry(
              registry.name(),
              registry.hosts(),
              hiding(registry.login(), hide),
              registry.use().required(),
              registry.use().anonymousOk()));
      identities.put(registry.name(), registry.hosts() + " as " + registry.login().user());
    }
    keeper =
        new Keeper(
            registries,
            targets(config, writer),
            new Keeping(config.timing(), chance),
            verifier(config, chance),
            new Keeper.Outside(
                clock,
                workers,
                woken::release,
                new FileStateStore(config.stateDirectory(), identities, writer),
                new LoggedEvents()));
  }

  Keeper keeper() {
    return keeper;
  }

  InstantSource clock() {
    return clock;
  }

  /** Waits until an answer came or something is due, at most that long. */
  void awaitNext(Duration atMost) throws InterruptedException {
    Instant now = clock.instant();
    Duration due = Duration.between(now, keeper.nextDue());
    Duration wait = due.compareTo(atMost) < 0 ? due : atMost;
    // Never a hot loop, whatever is said to be due.
    if (woken.tryAcquire(Math.max(20, wait.toMillis()), TimeUnit.MILLISECONDS)) {
      woken.drainPermits();
    }
  }

  private static Source hiding(Source source, Consumer<String> hide) {
    return new Source() {
      @Override
      public String provider() {
        return source.provider();
      }

      @Override
      public Issue issue() {
        Issue issue = source.issue();
        if (issue instanceof Issue.Issued issued) {
          hide.accept(issued.login().secret().reveal());
          hide.accept(issued.login().auth());
        }
        return issue;
      }
    };
  }

  private List<KeptTarget> targets(RegistryAuthConfig config, String writer) {
    List<KeptTarget> targets = new ArrayList<>();
    for (RegistryAuthConfig.Directory directory : config.directories()) {
      Set<RegistryName> owned = new HashSet<>();
      config.registries().stream()
          .filter(registry -> directory.registries().contains(registry.name()))
          .forEach(registry -> owned.addAll(registry.hosts()));
      targets.add(
          new KeptTarget(
              new DirectoryTarget(
                  new TargetId(directory.name()),
                  directory.settings(),
                  owned,
                  new DirectoryTarget.Outside(
                      clock, new SystemPause(), writer, WriteStep.UNWATCHED)),
              directory.registries()));
    }
    return targets;
  }

  private HttpVerifier verifier(RegistryAuthConfig config, SecureRandom chance) {
    SystemWatchdog watchdog = new SystemWatchdog();
    open.push(watchdog::close);
    OneExchange ordinary = exchange(TransportSettings.ORDINARY, watchdog);
    Map<RegistryName, VerifySettings> settings = new LinkedHashMap<>();
    Map<RegistryName, OneExchange> exchanges = new LinkedHashMap<>();
    for (RegistryAuthConfig.Registry registry : config.registries()) {
      OneExchange own =
          registry
              .caFile()
              .map(
                  ca ->
                      exchange(
                          TransportSettings.ORDINARY.withTls(TlsSettings.besidesSystem(ca)),
                          watchdog))
              .orElse(ordinary);
      for (RegistryName host : registry.hosts()) {
        settings.put(host, registry.verify());
        exchanges.put(host, own);
      }
    }
    return new HttpVerifier(settings, exchanges, chance);
  }

  private OneExchange exchange(TransportSettings settings, SystemWatchdog watchdog) {
    try {
      HttpTransport transport = new HttpTransport(settings, watchdog);
      open.push(transport::close);
      return new OneExchange(transport);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), "Correct caFile.", e);
    }
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
