package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lets machines leave a group alive, and enter one. */
public final class Memberships {

  private final MemberRequests requests;

  Memberships(MemberRequests requests) {
    this.requests = requests;
  }

  /** Lets members go; their machines run on. */
  public List<Activity.View> detach(String groupName, List<String> ids, boolean decrement) {
    Group group = requests.groups().require(groupName);
    List<Member> members = MemberRequests.members(group, ids, MemberRequests.MOST_IDS);
    MemberRequests.requireStates(
        members, "InService or Standby", LifecycleState.IN_SERVICE, LifecycleState.STANDBY);
    MemberRequests.refuseBelowMin(group, members, decrement, "detach %d instance");
    List<Activity.View> begun = new ArrayList<>();
    for (Member member : members) {
      int before = group.now().capacity().desired();
      int after = decrement ? before - member.now().units() : before;
      requests.desire(group, after);
      begun.add(
          requests
              .evaluation()
              .departures()
              .detach(
                  group,
                  member,
                  Causes.byUser(requests.world().now(), member.id(), "detached", before, after))
              .now());
    }
    requests.wakeIfUneven(group);
    return begun;
  }

  /** Makes running machines members, which raises desired capacity. */
  public void attach(String groupName, List<String> ids) {
    Group group = requests.groups().require(groupName);
    MemberRequests.limit(ids, MemberRequests.MOST_IDS);
    List<Instance> machines = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      machines.add(attachable(group, id));
    }
    MemberRequests.refuseAboveMax(group, machines.size(), machines.size(), "attach %d instance");
    for (Instance machine : machines) {
      attach(group, machine);
    }
  }

  private Instance attachable(Group group, String id) {
    Instance machine =
        requests
            .world()
            .machines()
            .instances()
            .find(id)
            .orElseThrow(() -> AwsError.validation("Invalid Instance ID(s): [%s]".formatted(id)));
    if (!machine.now().state().text().equals("running")) {
      throw AwsError.validation("The instance %s is not in correct state.".formatted(id));
    }
    if (requests.groups().membership(id).isPresent()) {
      throw AwsError.validation(
          "The instance %s is already part of an Auto Scaling group.".formatted(id));
    }
    String zone = machine.now().origin().subnet().zone();
    if (!group.now().placement().zones().contains(zone)) {
      throw AwsError.validation(
          "The instance %s is in availability zone %s which is not one of the group's."
              .formatted(id, zone));
    }
    return machine;
  }

  private void attach(Group group, Instance machine) {
    TemplateVersion template = machine.now().origin().template();
    int before = group.now().capacity().desired();
    requests.desire(group, before + 1);
    Member member =
        new Member(
            machine,
            new Member.View(
                machine.id(),
                new Member.LaunchedAs(
                    machine.now().origin().type().name(),
                    machine.now().origin().subnet().zone(),
                    new TemplateRef(
                        template.templateId(),
                        template.templateName(),
                        Optional.of(String.valueOf(template.number()))),
                    group.now().source().weighted() ? OptionalInt.of(1) : OptionalInt.empty()),
                LifecycleState.PENDING,
                true,
                false),
            requests.world().now());
    group.add(member);
    MemberTags.add(requests.world().machines().instances(), machine, group.name());
    requests.world().record("%s of %s is Pending".formatted(member.id(), group.name()));
    Activity activity =
        requests.begin(
            group,
            member,
            "Attaching an existing EC2 instance: ",
            Causes.byUser(requests.world().now(), member.id(), "attached", before, before + 1),
            Activity.Code.PRE_IN_SERVICE,
            30);
    requests
        .evaluation()
        .arrivals()
        .expect(
            group, member, activity, requests.world().drawn(group, delays -> delays.shortStep()));
  }
}
