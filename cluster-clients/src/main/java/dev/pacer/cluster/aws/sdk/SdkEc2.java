package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * EC2 through the AWS SDK.
 *
 * <p>Machines are asked for by filter, never by the list of ids: one unknown id would fail the
 * whole call, and a list of ids cannot be paged.
 */
final class SdkEc2 implements Ec2 {
  private static final int VALUES_PER_FILTER = 200;
  private static final int TYPES_PER_CALL = 100;

  /** Half of AWS's limit: a page of 500 machines is about 3 MB of XML. */
  private static final int PAGE = 500;

  private final Ec2Client client;
  private final AwsCalls calls = new AwsCalls("ec2");

  SdkEc2(Ec2Client client) {
    this.client = client;
  }

  @Override
  public List<Ec2Instance> instances(Collection<InstanceId> ids) {
    return filtered("instance-id", "instance", Chunks.texts(ids, InstanceId::text));
  }

  @Override
  public List<Ec2Instance> instancesOfGroups(Collection<GroupName> groups) {
    return filtered("tag:" + Ec2Instance.GROUP_TAG, "group", Chunks.texts(groups, GroupName::text));
  }

  @Override
  public List<Ec2Instance> instancesByPrivateIp(Collection<String> privateIps) {
    return filtered("private-ip-address", "address", privateIps);
  }

  private List<Ec2Instance> filtered(String filter, String what, Collection<String> values) {
    // A machine may move from one page to the next while the pages are read.
    Map<InstanceId, Ec2Instance> all = new LinkedHashMap<>();
    for (List<String> some : Chunks.of(values, VALUES_PER_FILTER)) {
      List<String> literal = some.stream().map(SdkEc2::literally).toList();
      calls
          .readPages(
              "DescribeInstances",
              Chunks.describe(what, some),
              token ->
                  client.describeInstances(
                      request ->
                          request
                              .filters(Filter.builder().name(filter).values(literal).build())
                              .maxResults(PAGE)
                              .nextToken(token)),
              (DescribeInstancesResponse reply) ->
                  reply.reservations().stream()
                      .flatMap(reservation -> reservation.instances().stream())
                      .map(Ec2Reading::instance)
                      .toList(),
              DescribeInstancesResponse::nextToken)
          .forEach(instance -> all.put(instance.id(), instance));
    }
    return List.copyOf(all.values());
  }

  /** In a filter {@code *} and {@code ?} stand for other characters; a name means itself. */
  private static String literally(String value) {
    return value.replaceAll("[\\\\*?]", "\\\\$0");
  }

  @Override
  public List<InstanceTypeFacts> instanceTypes(Collection<InstanceType> types) {
    List<InstanceTypeFacts> all = new ArrayList<>();
    for (List<InstanceType> some : Chunks.of(types, TYPES_PER_CALL)) {
      all.addAll(
          calls.readPages(
              "DescribeInstanceTypes",
              Chunks.describe("type", some),
              token ->
                  client.describeInstanceTypes(
                      request ->
                          request
                              .instanceTypesWithStrings(Chunks.texts(some, InstanceType::text))
                              .nextToken(token)),
              reply -> reply.instanceTypes().stream().map(Ec2Reading::facts).toList(),
              reply -> reply.nextToken()));
    }
    return all;
  }

  @Override
  public LaunchTemplateVersion launchTemplateVersion(LaunchTemplateRef template) {
    String subject = "template " + template;
    List<LaunchTemplateVersion> found =
        calls.readPages(
            "DescribeLaunchTemplateVersions",
            subject,
            token ->
                client.describeLaunchTemplateVersions(
                    request ->
                        request
                            .launchTemplateId(template.id().orElse(null))
                            // AWS takes one of the two.
                            .launchTemplateName(
                                template.id().isPresent() ? null : template.name().orElse(null))
                            .versions(template.version().orElse("$Default"))
                            .nextToken(token)),
            reply -> reply.launchTemplateVersions().stream().map(Ec2Reading::template).toList(),
            reply -> reply.nextToken());
    if (found.size() != 1) {
      throw calls.failure(
          found.isEmpty() ? AwsFailure.Kind.NOT_FOUND : AwsFailure.Kind.UNREADABLE,
          "DescribeLaunchTemplateVersions",
          subject,
          "%d versions instead of one".formatted(found.size()));
    }
    return found.get(0);
  }
}
