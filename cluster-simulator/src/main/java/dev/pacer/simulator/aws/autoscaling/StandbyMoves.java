package dev.pacer.simulator.aws.autoscaling;

import java.util.ArrayList;
import java.util.List;

/** Takes members out of service for a while and puts them back. */
public final class StandbyMoves {

  private final MemberRequests requests;
  private final HealthChecks health;

  StandbyMoves(MemberRequests requests, HealthChecks health) {
    this.requests = requests;
    this.health = health;
  }

  /** Takes members out of service and keeps them. */
  public List<Activity.View> enterStandby(String groupName, List<String> ids, boolean decrement) {
    Group group = requests.groups().require(groupName);
    List<Member> members = MemberRequests.members(group, ids, MemberRequests.MOST_IDS);
    MemberRequests.requireStates(members, "InService", LifecycleState.IN_SERVICE);
    MemberRequests.refuseBelowMin(group, members, decrement, "place into standby %d instance");
    List<Activity.View> begun = new ArrayList<>();
    for (Member member : members) {
      int before = group.now().capacity().desired();
      int after = decrement ? before - member.now().units() : before;
      requests.desire(group, after);
      requests.evaluation().arrivals().become(group, member, LifecycleState.ENTERING_STANDBY);
      Activity activity =
          requests.begin(
              group,
              member,
              "Moving EC2 instance to StandBy: ",
              Causes.byUser(requests.world().now(), member.id(), "moved to standby", before, after),
              Activity.Code.IN_PROGRESS,
              50);
      requests
          .world()
          .after(
              requests.world().drawn(group, delays -> delays.shortStep()),
              () -> {
                if (member.state() == LifecycleState.ENTERING_STANDBY) {
                  requests.evaluation().arrivals().become(group, member, LifecycleState.STANDBY);
                  requests.activities().finish(activity, Activity.Code.SUCCESSFUL);
                } else {
                  requests.activities().finish(activity, Activity.Code.CANCELLED);
                }
              });
      begun.add(activity.now());
    }
    requests.wakeIfUneven(group);
    return begun;
  }

  /** Puts members back into service, which raises desired capacity. */
  public List<Activity.View> exitStandby(String groupName, List<String> ids) {
    Group group = requests.groups().require(groupName);
    List<Member> members = MemberRequests.members(group, ids, MemberRequests.MOST_IDS);
    MemberRequests.requireStates(members, "Standby", LifecycleState.STANDBY);
    MemberRequests.refuseAboveMax(
        group, MemberRequests.units(members), members.size(), "move out of standby %d instance");
    List<Activity.View> begun = new ArrayList<>();
    for (Member member : members) {
      int before = group.now().capacity().desired();
      int after = before + member.now().units();
      requests.desire(group, after);
      requests.evaluation().arrivals().become(group, member, LifecycleState.PENDING);
      Activity activity =
          requests.begin(
              group,
              member,
              "Moving EC2 instance out of StandBy: ",
              Causes.byUser(
                  requests.world().now(), member.id(), "moved out of standby", before, after),
              Activity.Code.PRE_IN_SERVICE,
              30);
      requests
          .evaluation()
          .arrivals()
          .expect(
              group, member, activity, requests.world().drawn(group, delays -> delays.shortStep()));
      begun.add(activity.now());
    }
    health.lookAgain(group);
    return begun;
  }
}
