package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a launch template, as far as it tells what will be launched; user data is left
 * out, as it may hold secrets.
 *
 * @param number what {@code $Latest} or {@code $Default} stands for now
 * @param instanceType absent when the group's overrides decide
 * @param instanceTags tags that its instances will carry
 */
public record LaunchTemplateVersion(
    String templateId,
    String templateName,
    long number,
    Optional<InstanceType> instanceType,
    Optional<String> imageId,
    List<Volume> volumes,
    Map<String, String> instanceTags) {
  public LaunchTemplateVersion {
    Texts.requireText("template id", templateId);
    volumes = List.copyOf(volumes);
    instanceTags = Map.copyOf(instanceTags);
  }

  /** A network volume; the size is absent when the image decides. */
  public record Volume(String deviceName, Optional<Integer> sizeGib) {}
}
