package dev.pacer.cluster.marathon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tasks of apps; failures as {@link MarathonClient} says. A kill addresses the instance behind a
 * task id, so repeating a plain kill kills the replacement; only {@link #killAndScale} is safe to
 * repeat.
 */
public interface MarathonTasks {

  /**
   * {@code GET /v2/tasks}: hands over each task as it is read. If it throws, what was handed over
   * before is to be thrown away. Pods' tasks are not in it.
   */
  void forEach(Consumer<? super Task> each);

  /** {@code GET /v2/tasks}: all tasks of apps. */
  default List<Task> list() {
    List<Task> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }

  /** {@code GET /v2/apps/{id}/tasks}: the tasks of one app; empty for an unknown app. */
  List<Task> listOf(AppId app);

  /**
   * {@code POST /v2/tasks/delete?wipe=…} with the ids: kills, and Marathon launches each again.
   * Unknown ids are ignored. Returns those that were found, as they were before.
   */
  List<Task> kill(Collection<TaskId> tasks, Wipe wipe);

  /**
   * {@code POST /v2/tasks/delete?scale=true&force=…} with the ids: kills and lowers {@code
   * instances} by as many as are active at that moment. Starts a deployment even if all ids are
   * unknown.
   */
  ChangeOutcome killAndScale(Collection<TaskId> tasks, LockPolicy lock);
}
