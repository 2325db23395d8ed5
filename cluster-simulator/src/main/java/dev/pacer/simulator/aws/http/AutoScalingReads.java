package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.Activity;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import dev.pacer.simulator.aws.autoscaling.LifecycleHook;
import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.aws.autoscaling.Refresh;
import dev.pacer.simulator.aws.autoscaling.ScalingProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What Auto Scaling answers to questions. */
final class AutoScalingReads {

  private static final int MOST_NAMES = 50;
  private static final int GROUPS_PAGE = 50;
  private static final int INSTANCES_PAGE = 50;
  private static final int LARGEST_PAGE = 100;

  private record Managed(String group, Member.View view) {}

  private record Tagged(String group, GroupTag tag) {}

  private final AwsModel model;
  private final QueryReplies replies;

  AutoScalingReads(AwsModel model, QueryReplies replies) {
    this.model = model;
    this.replies = replies;
  }

  /** The answer; empty when the action is not a question. */
  Optional<Reply> answer(String action, QueryParameters form, Instant asOf, UUID requestId) {
    return switch (action) {
      case "DescribeAutoScalingGroups" -> Optional.of(groups(form, asOf, requestId));
      case "DescribeAutoScalingInstances" -> Optional.of(instances(form, asOf, requestId));
      case "DescribeScalingActivities" -> Optional.of(activities(form, asOf, requestId));
      case "DescribeTags" -> Optional.of(tags(form, asOf, requestId));
      case "DescribeLifecycleHooks" -> Optional.of(hooks(form, asOf, requestId));
      case "DescribeInstanceRefreshes" -> Optional.of(refreshes(form, requestId));
      case "DescribeScalingProcessTypes" -> Optional.of(processTypes(requestId));
      default -> Optional.empty();
    };
  }

  private Reply groups(QueryParameters form, Instant asOf, UUID requestId) {
    List<String> names = form.list("AutoScalingGroupNames");
    OptionalInt asked = form.number("MaxRecords");
    if (asked.isEmpty() && names.size() > MOST_NAMES) {
      throw AwsError.validation(
          "The number of group names that may be passed in is limited to %d."
              .formatted(MOST_NAMES));
    }
    int size = page(asked, GROUPS_PAGE, LARGEST_PAGE);
    List<Tree.Fields> filters = form.parts("Filters");
    List<AutoScalingModel.Snapshot> all =
        model.autoScaling().snapshots(names, asOf).stream()
            .filter(group -> filters.stream().allMatch(filter -> fits(group, filter)))
            .toList();
    Pages<AutoScalingModel.Snapshot> page =
        Pages.of("groups", all, AutoScalingModel.Snapshot::name, form.text("NextToken"), size);
    boolean withInstances = form.flag("IncludeInstances").orElse(true);
    return replies.result(
        "DescribeAutoScalingGroups",
        requestId,
        xml -> {
          GroupXml groups = new GroupXml(xml, model.settings().account());
          xml.list(
              "AutoScalingGroups",
              "member",
              page.items(),
              group -> groups.write(group, withInstances));
          page.nextToken().ifPresent(token -> xml.text("NextToken", token));
        });
  }

  private static boolean fits(AutoScalingModel.Snapshot group, Tree.Fields filter) {
    String name = filter.text("Name").orElse("");
    List<String> values = values(filter);
    if (name.startsWith("tag:")) {
      return group.properties().tags().stream()
          .anyMatch(
              tag ->
                  tag.key().equals(name.substring(4))
                      && (values.isEmpty() || any(values, tag.value())));
    }
    return switch (name) {
      case "tag-key" -> group.properties().tags().stream().anyMatch(tag -> any(values, tag.key()));
      case "tag-value" ->
          group.properties().tags().stream().anyMatch(tag -> any(values, tag.value()));
      default -> throw AwsError.validation("Filter type %s is not correct.".formatted(name));
    };
  }

  private static boolean any(List<String> globs, String text) {
    return globs.stream().anyMatch(glob -> Globs.fits(glob, text));
  }

  private static List<String> values(Tree.Fields filter) {
    List<String> values = new ArrayList<>();
    for (Tree value : filter.items("Values")) {
      if (value instanceof Tree.Text text) {
        values.add(text.value());
      }
    }
    return values;
  }

  private Reply instances(QueryParameters form, Instant asOf, UUID requestId) {
    List<String> ids = form.list("InstanceIds");
    if (ids.size() > INSTANCES_PAGE) {
      throw AwsError.validation(
          "The number of instance ids that may be passed in is limited to %d."
              .formatted(INSTANCES_PAGE));
    }
    int size = page(form.number("MaxRecords"), INSTANCES_PAGE, INSTANCES_PAGE);
    List<Managed> all = new ArrayList<>();
    for (AutoScalingModel.Snapshot group : model.autoScaling().snapshots(List.of(), asOf)) {
      for (Member.View member : group.members()) {
        if (ids.isEmpty() || ids.contains(member.id())) {
          all.add(new Managed(group.name(), member));
        }
      }
    }
    Pages<Managed> page =
        Pages.of("instances", all, managed -> managed.view().id(), form.text("NextToken"), size);
    return replies.result(
        "DescribeAutoScalingInstances",
        requestId,
        xml -> {
          GroupXml groups = new GroupXml(xml, model.settings().account());
          xml.list(
              "AutoScalingInstances",
              "member",
              page.items(),
              managed -> groups.member(managed.view(), Optional.of(managed.group())));
          page.nextToken().ifPresent(token -> xml.text("NextToken", token));
        });
  }

  private Reply activities(QueryParameters form, Instant asOf, UUID requestId) {
    int size = page(form.number("MaxRecords"), LARGEST_PAGE, LARGEST_PAGE);
    List<String> ids = form.list("ActivityIds");
    List<Activity.View> all =
        model.autoScaling().activities(form.text("AutoScalingGroupName"), asOf).stream()
            .filter(activity -> ids.isEmpty() || ids.contains(activity.id()))
            .toList();
    Pages<Activity.View> page =
        Pages.of("activities", all, Activity.View::id, form.text("NextToken"), size);
    return replies.result(
        "DescribeScalingActivities",
        requestId,
        xml -> {
          xml.list(
              "Activities",
              "member",
              page.items(),
              activity -> GroupXml.activity(xml, activity, true));
          page.nextToken().ifPresent(token -> xml.text("NextToken", token));
        });
  }

  private Reply tags(QueryParameters form, Instant asOf, UUID requestId) {
    int size = page(form.number("MaxRecords"), GROUPS_PAGE, LARGEST_PAGE);
    List<Tree.Fields> filters = form.parts("Filters");
    List<Tagged> all = new ArrayList<>();
    for (AutoScalingModel.Snapshot group : model.autoScaling().snapshots(List.of(), asOf)) {
      for (GroupTag tag : group.properties().tags()) {
        Tagged tagged = new Tagged(group.name(), tag);
        if (filters.stream().allMatch(filter -> fits(tagged, filter))) {
          all.add(tagged);
        }
      }
    }
    Pages<Tagged> page =
        Pages.of(
            "tags",
            all,
            tagged -> tagged.group() + " " + tagged.tag().key(),
            form.text("NextToken"),
            size);
    return replies.result(
        "DescribeTags",
        requestId,
        xml -> {
          xml.list(
              "Tags",
              "member",
              page.items(),
              tagged -> GroupXml.tag(xml, tagged.group(), tagged.tag()));
          page.nextToken().ifPresent(token -> xml.text("NextToken", token));
        });
  }

  private static boolean fits(Tagged tagged, Tree.Fields filter) {
    List<String> values = values(filter);
    String name = filter.text("Name").orElse("");
    return switch (name) {
      case "auto-scaling-group" -> any(values, tagged.group());
      case "key" -> any(values, tagged.tag().key());
      case "value" -> any(values, tagged.tag().value());
      case "propagate-at-launch" ->
          values.contains(String.valueOf(tagged.tag().propagateAtLaunch()));
      default -> throw AwsError.validation("Filter type %s is not correct.".formatted(name));
    };
  }

  private Reply hooks(QueryParameters form, Instant asOf, UUID requestId) {
    String name = form.require("AutoScalingGroupName");
    Group group =
        model
            .autoScaling()
            .find(name)
            .orElseThrow(() -> AwsError.validation("AutoScalingGroup name not found - null"));
    List<String> names = form.list("LifecycleHookNames");
    List<LifecycleHook> hooks =
        group.hooksAt(asOf).stream()
            .filter(hook -> names.isEmpty() || names.contains(hook.name()))
            .toList();
    return replies.result(
        "DescribeLifecycleHooks",
        requestId,
        xml ->
            xml.list("LifecycleHooks", "member", hooks, hook -> HookWire.write(xml, name, hook)));
  }

  private Reply refreshes(QueryParameters form, UUID requestId) {
    String name = form.require("AutoScalingGroupName");
    if (model.autoScaling().find(name).isEmpty()) {
      throw AwsError.validation("AutoScalingGroup name not found - null");
    }
    List<String> ids = form.list("InstanceRefreshIds");
    Pages<Refresh> page =
        Pages.of(
            "refreshes",
            model.autoScaling().refreshes().of(name).stream()
                .filter(refresh -> ids.isEmpty() || ids.contains(refresh.id()))
                .toList(),
            Refresh::id,
            form.text("NextToken"),
            page(form.number("MaxRecords"), GROUPS_PAGE, LARGEST_PAGE));
    return replies.result(
        "DescribeInstanceRefreshes",
        requestId,
        xml -> {
          xml.list(
              "InstanceRefreshes",
              "member",
              page.items(),
              refresh -> HookWire.write(xml, name, refresh));
          page.nextToken().ifPresent(token -> xml.text("NextToken", token));
        });
  }

  private Reply processTypes(UUID requestId) {
    return replies.result(
        "DescribeScalingProcessTypes",
        requestId,
        xml ->
            xml.list(
                "Processes",
                "member",
                List.of(ScalingProcess.values()),
                process -> xml.text("ProcessName", process.text())));
  }

  static int page(OptionalInt asked, int usual, int largest) {
    if (asked.isEmpty()) {
      return usual;
    }
    int wanted = asked.getAsInt();
    if (wanted < 1 || wanted > largest) {
      throw AwsError.validation(
          ("1 validation error detected: Value '%d' at 'maxRecords' failed to satisfy constraint:"
                  + " Member must have value %s than or equal to %d")
              .formatted(wanted, wanted < 1 ? "greater" : "less", wanted < 1 ? 1 : largest));
    }
    return wanted;
  }
}
