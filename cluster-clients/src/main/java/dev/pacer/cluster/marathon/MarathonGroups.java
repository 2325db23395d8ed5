package dev.pacer.cluster.marathon;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Groups of a Marathon; failures as {@link MarathonClient} says. */
public interface MarathonGroups {

  /** {@code GET /v2/groups/{id}}: the tree with apps and pods. */
  Optional<Group> find(GroupId id);

  /** {@code GET /v2/groups/{id}}: the tree as JSON. */
  Optional<Definition> findDefinition(GroupId id);

  /** {@code GET /v2/groups/{id}/versions}: sorted by time; empty for an unknown group. */
  List<Version> versions(GroupId id);

  /**
   * {@code POST /v2/groups}: creates. {@link ChangeOutcome.Conflict} when it exists and is flat,
   * {@link ChangeOutcome.Invalid} when it exists with nested groups.
   *
   * @throws IllegalArgumentException as {@link MarathonApps#create}
   */
  ChangeOutcome create(Definition group, LockPolicy lock);

  /**
   * {@code PUT /v2/groups/{id}}: changes or creates. Apps that a given {@code apps} leaves out are
   * removed; what a body without {@code apps} or nested groups leaves out stays. A tree that
   * contains an already existing nested group is always {@link ChangeOutcome.Invalid} (marathon.md
   * T19): put the nested group itself, without {@code id}.
   *
   * @throws IllegalArgumentException as {@link MarathonApps#create}
   */
  ChangeOutcome put(GroupId id, Definition group, LockPolicy lock);

  /**
   * {@code PUT /v2/groups/{id}?dryRun=true}: the steps that a put would take; changes nothing. The
   * action is not to be trusted: it says restart where the real one scales (marathon.md T20).
   */
  DryRun dryRun(GroupId id, Definition group);

  /** What a put would do. */
  sealed interface DryRun {

    /** These steps. */
    record Steps(List<Deployment.Step> steps) implements DryRun {

      /** Copies the list. */
      public Steps {
        steps = List.copyOf(steps);
      }
    }

    /** It would be refused so. */
    record Refused(ChangeOutcome why) implements DryRun {}
  }

  /** {@code PUT /v2/groups/{id}} with {@code {"scaleBy":f}}: multiplies all instances below. */
  ChangeOutcome scaleBy(GroupId id, BigDecimal factor, LockPolicy lock);

  /** {@code PUT /v2/groups/{id}} with {@code {"version":v}}: back to that version. */
  ChangeOutcome rollBackTo(GroupId id, Version version, LockPolicy lock);

  /** {@code PATCH /v2/groups/{id}} with {@code {"enforceRole":b}}; starts no deployment. */
  ChangeOutcome enforceRole(GroupId id, boolean enforce);

  /** {@code DELETE /v2/groups/{id}?force=…}: with everything in it. */
  ChangeOutcome delete(GroupId id, LockPolicy lock);
}
