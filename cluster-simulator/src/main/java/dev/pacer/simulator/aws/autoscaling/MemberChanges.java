package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import java.util.List;

/** What users ask of single members that stay members, or end. */
public final class MemberChanges {

  private final MemberRequests requests;

  MemberChanges(MemberRequests requests) {
    this.requests = requests;
  }

  /**
   * Terminates a member, whatever its protection. A member that is already on its way out is
   * refused as blocked by that activity: what AWS itself does then is not known.
   */
  public Activity.View terminate(String instanceId, boolean decrement) {
    Groups.Membership found =
        requests
            .groups()
            .membership(instanceId)
            .orElseThrow(
                () ->
                    AwsError.validation(
                        "Instance Id not found - No managed instance found for instance ID "
                            + instanceId));
    Group group = found.group();
    Member member = found.member();
    if (member.state().leaving()) {
      throw openActivityAbout(group, instanceId);
    }
    Capacity before = group.now().capacity();
    int after = decrement ? before.desired() - member.now().units() : before.desired();
    if (decrement && after < before.min()) {
      throw AwsError.validation(
          ("Currently, desiredSize equals minSize (%d). Terminating instance without replacement"
                  + " will violate group's min size constraint. Either set"
                  + " shouldDecrementDesiredCapacity flag to false or lower group's min size.")
              .formatted(before.min()));
    }
    requests.desire(group, after);
    Activity activity =
        requests
            .evaluation()
            .departures()
            .terminate(
                group,
                member,
                Causes.byUser(
                    requests.world().now(),
                    instanceId,
                    "taken out of service",
                    before.desired(),
                    after));
    requests.wakeIfUneven(group);
    return activity.now();
  }

  private static AwsError openActivityAbout(Group group, String instanceId) {
    for (Activity activity : group.activities()) {
      if (!activity.finished() && activity.now().description().endsWith(": " + instanceId)) {
        return Activities.blocks(activity);
      }
    }
    throw new IllegalStateException(instanceId + " is leaving without an activity");
  }

  /** Changes the protection of members that are in service or on standby; all or none. */
  public void protect(String groupName, List<String> ids, boolean fromScaleIn) {
    Group group = requests.groups().require(groupName);
    List<Member> members = MemberRequests.members(group, ids, MemberRequests.MOST_PROTECTED_IDS);
    for (Member member : members) {
      if (member.state() != LifecycleState.IN_SERVICE
          && member.state() != LifecycleState.ENTERING_STANDBY
          && member.state() != LifecycleState.STANDBY) {
        throw AwsError.validation(
            "The instance %s is not in InService or EnteringStandby or Standby."
                .formatted(member.id()));
      }
    }
    for (Member member : members) {
      member.protect(requests.world().now(), fromScaleIn);
      requests
          .world()
          .record(
              "%s of %s is %s"
                  .formatted(
                      member.id(), groupName, fromScaleIn ? "protected" : "no longer protected"));
    }
    requests.wakeIfUneven(group);
  }
}
