package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Launch templates and their versions. */
public final class LaunchTemplates {

  /** A template, with all its versions, oldest first. */
  public static final class LaunchTemplate {
    private final String id;
    private final String name;
    private final Instant createdAt;
    private final List<TemplateVersion> versions = new ArrayList<>();
    private long defaultNumber = 1;

    private LaunchTemplate(String id, String name, Instant createdAt) {
      this.id = id;
      this.name = name;
      this.createdAt = createdAt;
    }

    public String id() {
      return id;
    }

    public String name() {
      return name;
    }

    public Instant createdAt() {
      return createdAt;
    }

    public long defaultNumber() {
      return defaultNumber;
    }

    public long latestNumber() {
      return versions.get(versions.size() - 1).number();
    }

    public List<TemplateVersion> versions() {
      return List.copyOf(versions);
    }
  }

  private final Simulation simulation;
  private final AwsIds ids;
  private final Map<String, LaunchTemplate> byId = new LinkedHashMap<>();

  public LaunchTemplates(Simulation simulation, AwsIds ids) {
    this.simulation = simulation;
    this.ids = ids;
  }

  /** Creates a template with its first version. */
  public LaunchTemplate create(String name, Tree.Fields data) {
    if (findByName(name).isPresent()) {
      throw new AwsError(
          400,
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use.");
    }
    LaunchTemplate template = new LaunchTemplate(ids.resource("lt"), name, simulation.instant());
    template.versions.add(new TemplateVersion(template.id, name, 1, simulation.instant(), data));
    byId.put(template.id, template);
    simulation.record("aws", "created launch template %s %s".formatted(name, template.id));
    return template;
  }

  /** Creates the next version: the data of the source, where one is named, under the new data. */
  public TemplateVersion createVersion(
      LaunchTemplate template, Optional<String> source, Tree.Fields data) {
    Tree.Fields merged =
        source.map(version -> require(template, version).data().overlaidWith(data)).orElse(data);
    TemplateVersion version =
        new TemplateVersion(
            template.id, template.name, template.latestNumber() + 1, simulation.instant(), merged);
    template.versions.add(version);
    simulation.record(
        "aws",
        "created version %d of launch template %s".formatted(version.number(), template.name));
    return version;
  }

  /** Makes a version the default one. */
  public void setDefault(LaunchTemplate template, String version) {
    template.defaultNumber = require(template, version).number();
    simulation.record(
        "aws",
        "made version %d the default of launch template %s"
            .formatted(template.defaultNumber, template.name));
  }

  public List<LaunchTemplate> all() {
    return List.copyOf(byId.values());
  }

  private Optional<LaunchTemplate> findByName(String name) {
    return byId.values().stream().filter(template -> template.name.equals(name)).findFirst();
  }

  /** By id where one is given, else by name. */
  public LaunchTemplate require(Optional<String> id, Optional<String> name) {
    if (id.isPresent()) {
      LaunchTemplate template = byId.get(id.get());
      if (template == null) {
        throw new AwsError(
            400,
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID %s, does not exist."
                .formatted(id.get()));
      }
      return template;
    }
    String wanted =
        name.orElseThrow(
            () ->
                new AwsError(
                    400,
                    "MissingParameter",
                    "Either a launch template ID or a launch template name must be specified."));
    return findByName(wanted)
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "InvalidLaunchTemplateName.NotFoundException",
                    "The specified launch template, with template name %s, does not exist."
                        .formatted(wanted)));
  }

  /** A number, {@code $Latest} or {@code $Default}. */
  public TemplateVersion require(LaunchTemplate template, String version) {
    String wanted =
        switch (version) {
          case "$Latest" -> String.valueOf(template.latestNumber());
          case "$Default" -> String.valueOf(template.defaultNumber);
          default -> version;
        };
    return template.versions.stream()
        .filter(candidate -> String.valueOf(candidate.number()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find launch template version %s for Launch Template ID %s."
                        .formatted(version, template.id)));
  }
}
