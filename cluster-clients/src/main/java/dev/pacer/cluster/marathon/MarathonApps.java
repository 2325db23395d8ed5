package dev.pacer.cluster.marathon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Apps of a Marathon; failures as {@link MarathonClient} says. */
public interface MarathonApps {

  /** What to read about each app. */
  enum Detail {
    /** Counts and deployments. */
    COUNTS,
    /** Counts, deployments and the last task failure. */
    FAILURES,
    /** All of it, every task too: long. */
    TASKS
  }

  /**
   * {@code GET /v2/apps?embed=…}: hands over each app as it is read, so that the whole list is
   * never in memory. If it throws, what was handed over before is to be thrown away.
   */
  void forEach(Detail detail, Consumer<? super App> each);

  /** {@code GET /v2/apps?embed=…}: all apps. */
  default List<App> list(Detail detail) {
    List<App> all = new ArrayList<>();
    forEach(detail, all::add);
    return all;
  }

  /**
   * {@code GET /v2/apps?embed=…&label=key==value,…}: the apps that carry all these labels.
   *
   * @throws IllegalArgumentException if a key or value holds what a selector cannot ({@code
   *     [A-Za-z0-9_.-/]} only)
   */
  List<App> listWithLabels(Detail detail, Map<String, String> labels);

  /** {@code GET /v2/apps/{id}?embed=…}: the app with counts, tasks, deployments, last failure. */
  Optional<App> find(AppId id);

  /**
   * {@code GET /v2/apps/{id}}: the app as JSON, just the object {@code app}, with the read-only
   * fields (counts, tasks, version) that must not be sent back.
   */
  Optional<Definition> findDefinition(AppId id);

  /**
   * {@code GET /v2/apps}: hands over each app as JSON, as {@link #findDefinition} has it. If it
   * throws, what was handed over before is to be thrown away.
   */
  default void forEachDefinition(Consumer<? super Definition> each) {
    forEach(Detail.COUNTS, app -> findDefinition(app.id()).ifPresent(each));
  }

  /**
   * {@code GET /v2/apps/{id}/versions}: sorted by time. Not a history: a PUT that was refused with
   * 409 is in it, and so is a version that somebody asked for in vain.
   */
  List<Version> versions(AppId id);

  /** {@code GET /v2/apps/{id}/versions/{version}}: what the app was then. */
  Optional<AppAtVersion> findVersion(AppId id, Version version);

  /**
   * {@code POST /v2/apps}: creates. {@link ChangeOutcome.Conflict} when it exists.
   *
   * @throws IllegalArgumentException if the definition holds a GROUP_BY without a positive value,
   *     which stops the whole Marathon from launching (marathon.md T2), or is no JSON
   */
  ChangeOutcome create(Definition app, LockPolicy lock);

  /**
   * {@code PUT /v2/apps/{id}?partialUpdate=false}: replaces the whole definition, or creates it.
   * What the definition leaves out falls back to its default, {@code instances} to 1. Every change
   * but of {@code instances} restarts all tasks.
   *
   * @throws IllegalArgumentException as {@link #create}; also for a field {@code version}
   */
  ChangeOutcome replace(AppId id, Definition app, LockPolicy lock);

  /**
   * {@code PATCH /v2/apps/{id}}: changes the fields given; null leaves, {@code []} and {@code {}}
   * clear, maps and lists replace as a whole. An unknown app is {@link ChangeOutcome.Invalid}.
   *
   * @throws IllegalArgumentException as {@link #replace}
   */
  ChangeOutcome patch(AppId id, Definition fields, LockPolicy lock);

  /**
   * {@code PUT /v2/apps} with an array: creates or changes several apps in one deployment.
   *
   * @throws IllegalArgumentException as {@link #create}
   */
  ChangeOutcome putAll(Collection<Definition> apps, LockPolicy lock);

  /**
   * {@code PUT /v2/apps/{id}} with exactly {@code {"instances":n}}. Never ask for more than can
   * start, and never lower it to take back a scale-up that was not met: with instances queued
   * Marathon kills running ones first (marathon.md T1). Creates nothing: an unknown app is refused.
   */
  ChangeOutcome scale(AppId id, int instances, LockPolicy lock);

  /** {@code PUT /v2/apps/{id}} with {@code {"version":v}}: back to that version. */
  ChangeOutcome rollBackTo(AppId id, Version version, LockPolicy lock);

  /** {@code POST /v2/apps/{id}/restart}: replaces all tasks. */
  ChangeOutcome restart(AppId id, LockPolicy lock);

  /**
   * {@code DELETE /v2/apps/{id}?force=…}: the flag is always sent, as Marathon's default here is
   * true.
   */
  ChangeOutcome delete(AppId id, LockPolicy lock);
}
