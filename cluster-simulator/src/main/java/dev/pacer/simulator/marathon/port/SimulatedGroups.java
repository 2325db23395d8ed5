package dev.pacer.simulator.marathon.port;

import dev.pacer.cluster.marathon.ChangeOutcome;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.Group;
import dev.pacer.cluster.marathon.GroupId;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonGroups;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.json.Doc;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Groups of the simulated Marathon, in-process. */
final class SimulatedGroups implements MarathonGroups {

  private static final String ONE = "/v2/groups/{id}";

  private final Calls calls;
  private final SpecTranslation specs;

  SimulatedGroups(Calls calls, SpecTranslation specs) {
    this.calls = calls;
    this.specs = specs;
  }

  @Override
  public Optional<Group> find(GroupId id) {
    return calls.read(
        "GET " + ONE,
        id.path(),
        seen -> Optional.ofNullable(seen.root().find(id.path())).map(this::group));
  }

  private Group group(GroupNode group) {
    return new Group(
        new GroupId(group.id()),
        Optional.of(new Version(group.version())),
        group.specs().values().stream().filter(s -> !s.isPod()).map(specs::app).toList(),
        group.specs().values().stream().filter(RunSpec::isPod).map(specs::pod).toList(),
        group.groups().values().stream().map(this::group).toList(),
        group.dependencies(),
        Optional.ofNullable(group.enforceRole()));
  }

  @Override
  public Optional<Definition> findDefinition(GroupId id) {
    return calls.read(
        "GET " + ONE,
        id.path(),
        seen -> Optional.ofNullable(seen.root().find(id.path())).map(JsonDefinitions::group));
  }

  @Override
  public List<Version> versions(GroupId id) {
    return calls.read(
        "GET " + ONE + "/versions",
        id.path(),
        seen -> calls.model().groupVersions(id.path()).stream().map(Version::new).toList());
  }

  private static boolean force(LockPolicy lock) {
    return lock == LockPolicy.OVERRIDE;
  }

  @Override
  public ChangeOutcome create(Definition group, LockPolicy lock) {
    Object body = JsonDefinitions.checked(group);
    return calls.change(
        "POST /v2/groups", "", () -> calls.model().groups().create(null, body, force(lock)));
  }

  @Override
  public ChangeOutcome put(GroupId id, Definition group, LockPolicy lock) {
    return put(id, JsonDefinitions.checked(group), lock);
  }

  private ChangeOutcome put(GroupId id, Object body, LockPolicy lock) {
    return calls.change(
        "PUT " + ONE, id.path(), () -> calls.model().groups().put(id.path(), body, force(lock)));
  }

  @Override
  public DryRun dryRun(GroupId id, Definition group) {
    Object body = JsonDefinitions.checked(group);
    return calls.act(
        "PUT " + ONE,
        id.path(),
        () -> {
          try {
            return new DryRun.Steps(
                calls.model().groups().dryRun(id.path(), body).stream()
                    .map(SimulatedDeployments::step)
                    .toList());
          } catch (Refusal refusal) {
            return new DryRun.Refused(calls.outcome("PUT " + ONE, id.path(), refusal));
          }
        });
  }

  @Override
  public ChangeOutcome scaleBy(GroupId id, BigDecimal factor, LockPolicy lock) {
    return put(id, Doc.of("scaleBy", factor), lock);
  }

  @Override
  public ChangeOutcome rollBackTo(GroupId id, Version version, LockPolicy lock) {
    return put(id, Doc.of("version", version.toString()), lock);
  }

  @Override
  public ChangeOutcome enforceRole(GroupId id, boolean enforce) {
    return calls.act(
        "PATCH " + ONE,
        id.path(),
        () -> {
          try {
            calls.model().groups().enforceRole(id.path(), enforce);
            return new ChangeOutcome.Accepted(Optional.empty(), Optional.empty(), false);
          } catch (Refusal refusal) {
            return calls.outcome("PATCH " + ONE, id.path(), refusal);
          }
        });
  }

  @Override
  public ChangeOutcome delete(GroupId id, LockPolicy lock) {
    return calls.change(
        "DELETE " + ONE, id.path(), () -> calls.model().groups().delete(id.path(), force(lock)));
  }
}
