package dev.pacer.simulator.aws.port;

import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceAddress;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceKind;
import dev.pacer.cluster.aws.InstanceState;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchTemplateRef;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import dev.pacer.cluster.aws.Zone;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.CallGate;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** EC2 in-process, on the simulation's own thread. */
public final class SimulatedEc2 implements Ec2 {

  private static final int VALUES_PER_CALL = 200;
  private static final int TYPES_PER_CALL = 100;

  private final AwsModel model;
  private final PortCalls calls;

  public SimulatedEc2(AwsModel model, CallGate.Credentials credentials) {
    this.model = model;
    this.calls = new PortCalls(model, credentials, "ec2");
  }

  @Override
  public List<Ec2Instance> instances(Collection<InstanceId> ids) {
    return found(
        "instances",
        ids.stream().map(InstanceId::text).toList(),
        (wanted, asOf) ->
            wanted.stream()
                .flatMap(id -> model.instances().find(id).stream())
                .flatMap(instance -> instance.at(asOf).stream())
                .toList());
  }

  @Override
  public List<Ec2Instance> instancesOfGroups(Collection<GroupName> groups) {
    return found(
        "groups",
        groups.stream().map(GroupName::text).toList(),
        (wanted, asOf) -> scan(asOf, view -> view.group().filter(wanted::contains).isPresent()));
  }

  @Override
  public List<Ec2Instance> instancesByPrivateIp(Collection<String> privateIps) {
    return found(
        "addresses",
        List.copyOf(privateIps),
        (wanted, asOf) ->
            scan(
                asOf,
                view ->
                    view.addresses()
                        .filter(addresses -> wanted.contains(addresses.privateIp()))
                        .isPresent()));
  }

  /** How machines are looked up as of a moment. */
  private interface Lookup {
    List<Instance.View> find(Set<String> wanted, Instant asOf);
  }

  private List<Ec2Instance> found(String what, List<String> values, Lookup lookup) {
    List<Ec2Instance> all = new ArrayList<>();
    for (List<String> some : Portions.of(values, VALUES_PER_CALL)) {
      Set<String> wanted = new HashSet<>(some);
      calls
          .read("DescribeInstances", "", what + " " + some, asOf -> lookup.find(wanted, asOf))
          .forEach(view -> all.add(instance(view)));
    }
    return all;
  }

  private List<Instance.View> scan(Instant asOf, Predicate<Instance.View> wanted) {
    List<Instance.View> views = new ArrayList<>();
    for (Instance instance : model.instances().all()) {
      instance.at(asOf).filter(wanted).ifPresent(views::add);
    }
    return views;
  }

  private static Ec2Instance instance(Instance.View view) {
    return new Ec2Instance(
        new InstanceId(view.id()),
        new InstanceState(view.state().text()),
        new InstanceKind(
            new InstanceType(view.origin().type().name()),
            new Zone(view.origin().subnet().zone()),
            view.origin().spot()),
        new InstanceAddress(
            view.addresses().map(Instance.Addresses::privateIp),
            view.addresses().map(Instance.Addresses::privateDnsName)),
        view.origin().launchedAt().truncatedTo(ChronoUnit.SECONDS),
        view.tags());
  }

  @Override
  public List<InstanceTypeFacts> instanceTypes(Collection<InstanceType> types) {
    List<InstanceTypeFacts> all = new ArrayList<>();
    for (List<String> some :
        Portions.of(types.stream().map(InstanceType::text).toList(), TYPES_PER_CALL)) {
      all.addAll(
          calls.read("DescribeInstanceTypes", some.get(0), "types " + some, asOf -> facts(some)));
    }
    return all;
  }

  private List<InstanceTypeFacts> facts(List<String> names) {
    List<String> unknown =
        names.stream().filter(name -> model.instanceTypes().find(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw InstanceTypes.unknown(unknown);
    }
    return names.stream().map(name -> facts(model.instanceTypes().require(name))).toList();
  }

  private static InstanceTypeFacts facts(InstanceTypeSpec type) {
    return new InstanceTypeFacts(
        new InstanceType(type.name()),
        type.vcpus(),
        type.memoryMib(),
        type.gpus().stream()
            .map(gpu -> new InstanceTypeFacts.Gpus(gpu.manufacturer(), gpu.name(), gpu.count()))
            .toList(),
        type.disks().totalGb(),
        Set.copyOf(type.processor().architectures()));
  }

  @Override
  public LaunchTemplateVersion launchTemplateVersion(LaunchTemplateRef template) {
    TemplateVersion version =
        calls.read(
            "DescribeLaunchTemplateVersions",
            template.id().or(template::name).orElse(""),
            "template " + template,
            asOf -> {
              LaunchTemplates.LaunchTemplate found =
                  model.templates().require(template.id(), template.name());
              return model.templates().require(found, template.version().orElse("$Default"));
            });
    return new LaunchTemplateVersion(
        version.templateId(),
        version.templateName(),
        version.number(),
        version.instanceType().map(InstanceType::new),
        version.imageId(),
        volumes(version),
        version.instanceTags());
  }

  private static List<LaunchTemplateVersion.Volume> volumes(TemplateVersion version) {
    List<LaunchTemplateVersion.Volume> volumes = new ArrayList<>();
    for (Tree item : version.data().items("BlockDeviceMapping")) {
      if (item instanceof Tree.Fields mapping && !mapping.fields("Ebs").parts().isEmpty()) {
        Optional<Integer> size = mapping.fields("Ebs").text("VolumeSize").map(Integer::valueOf);
        volumes.add(new LaunchTemplateVersion.Volume(mapping.text("DeviceName").orElse(""), size));
      }
    }
    return volumes;
  }
}
