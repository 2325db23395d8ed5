package dev.pacer.cluster.aws.sdk;

import static dev.pacer.cluster.aws.sdk.Required.require;
import static dev.pacer.cluster.aws.sdk.Required.text;

import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.InstanceAddress;
import dev.pacer.cluster.aws.InstanceId;
import dev.pacer.cluster.aws.InstanceKind;
import dev.pacer.cluster.aws.InstanceState;
import dev.pacer.cluster.aws.InstanceType;
import dev.pacer.cluster.aws.InstanceTypeFacts;
import dev.pacer.cluster.aws.LaunchTemplateVersion;
import dev.pacer.cluster.aws.Zone;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GpuInfo;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads machines, types and templates of the SDK's into ours. */
final class Ec2Reading {
  private Ec2Reading() {}

  static Ec2Instance instance(Instance instance) {
    return new Ec2Instance(
        new InstanceId(require("an instance's id", instance.instanceId())),
        new InstanceState(
            require("an instance's state", require("state", instance.state()).nameAsString())),
        new InstanceKind(
            new InstanceType(require("an instance's type", instance.instanceTypeAsString())),
            new Zone(
                require(
                    "an instance's zone",
                    require("placement", instance.placement()).availabilityZone())),
            "spot".equals(instance.instanceLifecycleAsString())),
        new InstanceAddress(text(instance.privateIpAddress()), text(instance.privateDnsName())),
        require("an instance's launch time", instance.launchTime()),
        tags(instance.tags()));
  }

  private static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> read = new HashMap<>();
    tags.forEach(
        tag ->
            read.put(
                require("a tag's key", tag.key()), Optional.ofNullable(tag.value()).orElse("")));
    return read;
  }

  static InstanceTypeFacts facts(InstanceTypeInfo info) {
    Set<String> architectures =
        info.processorInfo() == null
            ? Set.of()
            : new HashSet<>(info.processorInfo().supportedArchitecturesAsStrings());
    return new InstanceTypeFacts(
        new InstanceType(require("a type's name", info.instanceTypeAsString())),
        require("a type's vCPUs", require("vCPU facts", info.vCpuInfo()).defaultVCpus()),
        require("a type's memory", require("memory facts", info.memoryInfo()).sizeInMiB()),
        gpus(info.gpuInfo()),
        info.instanceStorageInfo() == null || info.instanceStorageInfo().totalSizeInGB() == null
            ? 0
            : info.instanceStorageInfo().totalSizeInGB(),
        architectures);
  }

  private static List<InstanceTypeFacts.Gpus> gpus(@Nullable GpuInfo info) {
    if (info == null) {
      return List.of();
    }
    return info.gpus().stream()
        .map(
            gpu ->
                new InstanceTypeFacts.Gpus(
                    text(gpu.manufacturer()).orElse("unknown"),
                    text(gpu.name()).orElse("unknown"),
                    require("a GPU's count", gpu.count())))
        .toList();
  }

  static LaunchTemplateVersion template(
      software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion version) {
    ResponseLaunchTemplateData data = require("the template's data", version.launchTemplateData());
    Map<String, String> instanceTags = new HashMap<>();
    data.tagSpecifications().stream()
        .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
        .forEach(specification -> instanceTags.putAll(tags(specification.tags())));
    return new LaunchTemplateVersion(
        require("the template's id", version.launchTemplateId()),
        text(version.launchTemplateName()).orElse(""),
        require("the version's number", version.versionNumber()),
        text(data.instanceTypeAsString()).map(InstanceType::new),
        text(data.imageId()),
        data.blockDeviceMappings().stream()
            .filter(mapping -> mapping.ebs() != null)
            .map(Ec2Reading::volume)
            .toList(),
        instanceTags);
  }

  private static LaunchTemplateVersion.Volume volume(LaunchTemplateBlockDeviceMapping mapping) {
    return new LaunchTemplateVersion.Volume(
        text(mapping.deviceName()).orElse(""), Optional.ofNullable(mapping.ebs().volumeSize()));
  }
}
