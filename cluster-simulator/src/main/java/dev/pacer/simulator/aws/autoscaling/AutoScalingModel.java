package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Auto Scaling. Reads take the moment as of which they are answered, so that they can lag behind.
 */
public final class AutoScalingModel {

  /** A group as a read saw it. */
  public record Snapshot(
      String name,
      String arn,
      Instant createdAt,
      GroupProperties properties,
      List<Member.View> members) {}

  private final World world;
  private final Groups groups = new Groups();
  private final GroupChanges groupChanges;
  private final MemberChanges memberChanges;
  private final StandbyMoves standby;
  private final Memberships memberships;
  private final GroupTags tags;
  private final HealthChecks health;
  private final HookChanges hooks;
  private final OrderedLaunches orders;
  private final Refreshes refreshes;
  private final Evaluation evaluation;

  public AutoScalingModel(World world) {
    this.world = world;
    Activities activities = new Activities(world);
    Holds holds = new Holds(world);
    LaunchChoices choices = new LaunchChoices(world.machines());
    this.evaluation = new Evaluation(world, groups, activities, choices, holds);
    this.health = new HealthChecks(world, groups, evaluation);
    this.groupChanges = new GroupChanges(world, groups, evaluation, health);
    MemberRequests requests = new MemberRequests(world, groups, evaluation, activities);
    this.memberChanges = new MemberChanges(requests);
    this.standby = new StandbyMoves(requests, health);
    this.memberships = new Memberships(requests);
    this.tags = new GroupTags(world, groups);
    this.hooks = new HookChanges(world, groups, holds);
    this.orders = new OrderedLaunches(requests, choices);
    this.refreshes = new Refreshes(world, groups, evaluation);
  }

  public GroupChanges groups() {
    return groupChanges;
  }

  public MemberChanges members() {
    return memberChanges;
  }

  public StandbyMoves standby() {
    return standby;
  }

  public Memberships memberships() {
    return memberships;
  }

  public GroupTags tags() {
    return tags;
  }

  public HealthChecks health() {
    return health;
  }

  public HookChanges hooks() {
    return hooks;
  }

  public OrderedLaunches orders() {
    return orders;
  }

  public Refreshes refreshes() {
    return refreshes;
  }

  /** Whether groups even out their zones by themselves, as AWS's do; at first they do not. */
  public void evensOutZones(boolean whether) {
    evaluation.rebalancing().evensOutZones(whether);
  }

  /** Hears that AWS recommends to leave a spot machine: a group may replace its member. */
  public void recommendLeaving(Instance instance) {
    groups
        .membership(instance.id())
        .ifPresent(
            found -> {
              found.member().risk();
              evaluation.wakeIfUneven(found.group());
            });
  }

  /** The group as it is now, for checks on the simulator's own truth. */
  public Optional<Group> find(String name) {
    return groups.find(name);
  }

  /** All groups as they are now, by name. */
  public Collection<Group> all() {
    return groups.all();
  }

  /** The groups of these names, or all when none is named, as of that moment; sorted by name. */
  public List<Snapshot> snapshots(Collection<String> names, Instant asOf) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (Group group : groups.existingAt(asOf)) {
      if (names.isEmpty() || names.contains(group.name())) {
        group
            .at(asOf)
            .ifPresent(
                properties ->
                    snapshots.add(
                        new Snapshot(
                            group.name(),
                            group.arn(),
                            group.createdAt(),
                            properties,
                            group.membersAt(asOf))));
      }
    }
    return snapshots;
  }

  /** Activities of one group or of all, newest first, as of that moment; none of unknown groups. */
  public List<Activity.View> activities(Optional<String> group, Instant asOf) {
    List<Activity.View> views = new ArrayList<>();
    for (Group candidate : groups.existingAt(asOf)) {
      if (group.isEmpty() || group.get().equals(candidate.name())) {
        for (Activity activity : candidate.activities()) {
          activity.at(asOf).ifPresent(views::add);
        }
      }
    }
    if (group.isEmpty()) {
      views.sort(Comparator.comparing((Activity.View view) -> view.progress().start()).reversed());
    }
    return views;
  }

  /** The newest activities of a group, at most so many; none of an unknown one. */
  public List<Activity.View> newestActivities(String group, int atMost, Instant asOf) {
    List<Activity.View> views = new ArrayList<>();
    for (Group candidate : groups.existingAt(asOf)) {
      if (candidate.name().equals(group)) {
        for (Activity activity : candidate.activities()) {
          if (views.size() == atMost) {
            return views;
          }
          activity.at(asOf).ifPresent(views::add);
        }
      }
    }
    return views;
  }

  /**
   * A launch template as a group will name it.
   *
   * @throws AwsError {@code ValidationError} when it does not exist
   */
  public TemplateRef template(
      Optional<String> id, Optional<String> name, Optional<String> version) {
    try {
      LaunchTemplates templates = world.machines().templates();
      LaunchTemplates.LaunchTemplate template = templates.require(id, name);
      version.ifPresent(number -> templates.require(template, number));
      return new TemplateRef(template.id(), template.name(), version);
    } catch (AwsError unknown) {
      throw AwsError.validation(
          "You must use a valid fully-formed launch template. " + unknown.message());
    }
  }
}
