package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.InstanceState;
import dev.pacer.simulator.aws.ec2.Instances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** EC2's calls about machines. */
final class Ec2Instances {

  private static final int LARGEST_PAGE = 1000;
  private static final int SMALLEST_PAGE = 5;

  private final AwsModel model;

  Ec2Instances(AwsModel model) {
    this.model = model;
  }

  Optional<Reply> answer(String action, QueryParameters form, Instant asOf, UUID requestId) {
    return switch (action) {
      case "DescribeInstances" -> Optional.of(describe(form, asOf, requestId));
      case "DescribeInstanceStatus" -> Optional.of(status(form, asOf, requestId));
      case "TerminateInstances" -> Optional.of(terminate(form, requestId));
      case "CreateTags" -> Optional.of(createTags(form, requestId));
      case "DeleteTags" -> Optional.of(deleteTags(form, requestId));
      default -> Optional.empty();
    };
  }

  /** The machines asked for: by id all must exist, and then the filters choose. */
  private List<Instance.View> chosen(QueryParameters form, Instant asOf) {
    List<Instance.View> views = new ArrayList<>();
    List<String> ids = form.list("InstanceId");
    if (ids.isEmpty()) {
      for (Instance instance : model.instances().all()) {
        instance.at(asOf).ifPresent(views::add);
      }
    } else {
      for (String id : ids) {
        Instance instance = model.instances().require(id);
        views.add(instance.at(asOf).orElseThrow(() -> Instances.notFound(id)));
      }
    }
    for (Tree.Fields filter : form.parts("Filter")) {
      views.removeIf(view -> !InstanceFilter.fits(filter, view, model.network()));
    }
    return views;
  }

  private Pages<Instance.View> page(QueryParameters form, List<Instance.View> all) {
    OptionalInt asked = form.number("MaxResults");
    if (asked.isPresent() && form.text("InstanceId.1").isPresent()) {
      throw new AwsError(
          400,
          "InvalidParameterCombination",
          "The parameter instancesSet cannot be used with the parameter maxResults");
    }
    return Pages.of(
        "machines",
        all,
        Instance.View::id,
        form.text("NextToken"),
        size(asked, SMALLEST_PAGE, LARGEST_PAGE));
  }

  static int size(OptionalInt asked, int smallest, int largest) {
    int size = asked.orElse(largest);
    if (size < smallest) {
      throw new AwsError(
          400,
          "InvalidParameterValue",
          "Value ( %d ) for parameter maxResults is invalid. Expecting a value greater than %d."
              .formatted(size, smallest));
    }
    return Math.min(size, largest);
  }

  private Reply describe(QueryParameters form, Instant asOf, UUID requestId) {
    Pages<Instance.View> page = page(form, chosen(form, asOf));
    Map<String, List<Instance.View>> reservations = new LinkedHashMap<>();
    for (Instance.View view : page.items()) {
      reservations
          .computeIfAbsent(view.origin().reservationId(), id -> new ArrayList<>())
          .add(view);
    }
    return Ec2Replies.answer(
        "DescribeInstances",
        requestId,
        xml -> {
          InstanceXml machines =
              new InstanceXml(xml, model.settings().account(), model.network().vpcId());
          xml.list(
              "reservationSet",
              "item",
              reservations.entrySet(),
              reservation -> {
                xml.text("groupSet", "")
                    .list("instancesSet", "item", reservation.getValue(), machines::write)
                    .text("ownerId", model.settings().account().number())
                    .text("reservationId", reservation.getKey());
              });
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private Reply status(QueryParameters form, Instant asOf, UUID requestId) {
    boolean all = form.flag("IncludeAllInstances").orElse(false);
    List<Instance.View> views = chosen(form, asOf);
    views.removeIf(view -> !all && view.state() != InstanceState.RUNNING);
    Pages<Instance.View> page = page(form, views);
    return Ec2Replies.answer(
        "DescribeInstanceStatus",
        requestId,
        xml -> {
          xml.list(
              "instanceStatusSet", "item", page.items(), view -> InstanceXml.status(xml, view));
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private Reply terminate(QueryParameters form, UUID requestId) {
    List<Instance> machines = form.list("InstanceId").stream().map(this::require).toList();
    if (machines.isEmpty()) {
      throw missing("InstanceId");
    }
    List<InstanceState> before = machines.stream().map(instance -> instance.now().state()).toList();
    String reason = "User initiated (" + Times.seconds(model.simulation().instant()) + ")";
    for (Instance machine : machines) {
      model
          .instances()
          .terminate(machine, model.delaysOf(machine.now().group().orElse("")), reason);
    }
    return Ec2Replies.answer(
        "TerminateInstances",
        requestId,
        xml ->
            xml.part(
                "instancesSet",
                () -> {
                  for (int i = 0; i < machines.size(); i++) {
                    Instance machine = machines.get(i);
                    InstanceState previous = before.get(i);
                    xml.part(
                        "item",
                        () -> {
                          InstanceXml.state(xml, "currentState", machine.now().state());
                          xml.text("instanceId", machine.id());
                          InstanceXml.state(xml, "previousState", previous);
                        });
                  }
                }));
  }

  private Instance require(String id) {
    return model.instances().require(id);
  }

  private static AwsError missing(String parameter) {
    return new AwsError(
        400, "MissingParameter", "The request must contain the parameter %s".formatted(parameter));
  }

  private Reply createTags(QueryParameters form, UUID requestId) {
    List<Instance> machines = tagged(form);
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tree.Fields tag : form.parts("Tag")) {
      String key = tag.text("Key").orElseThrow(() -> missing("Tag.Key"));
      if (key.startsWith("aws:")) {
        throw new AwsError(
            400,
            "InvalidParameterValue",
            "Tag keys starting with 'aws:' are reserved for internal use");
      }
      tags.put(key, tag.text("Value").orElse(""));
    }
    for (Instance machine : machines) {
      Map<String, String> all = new LinkedHashMap<>(machine.now().tags());
      all.putAll(tags);
      model.instances().setTags(machine, all);
    }
    return Ec2Replies.answer("CreateTags", requestId, xml -> {});
  }

  private Reply deleteTags(QueryParameters form, UUID requestId) {
    List<Instance> machines = tagged(form);
    for (Instance machine : machines) {
      Map<String, String> left = new LinkedHashMap<>(machine.now().tags());
      for (Tree.Fields tag : form.parts("Tag")) {
        String key = tag.text("Key").orElseThrow(() -> missing("Tag.Key"));
        if (!key.startsWith("aws:")
            && tag.text("Value").map(value -> value.equals(left.get(key))).orElse(true)) {
          left.remove(key);
        }
      }
      model.instances().setTags(machine, left);
    }
    return Ec2Replies.answer("DeleteTags", requestId, xml -> {});
  }

  private List<Instance> tagged(QueryParameters form) {
    List<Instance> machines = new ArrayList<>();
    for (String id : form.list("ResourceId")) {
      if (!id.startsWith("i-")) {
        throw new AwsError(400, "InvalidID", "The ID '%s' is not valid".formatted(id));
      }
      machines.add(require(id));
    }
    if (machines.isEmpty()) {
      throw missing("ResourceId");
    }
    return machines;
  }
}
