package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** EC2's calls about launch templates. */
final class Ec2Templates {

  private static final int LARGEST_PAGE = 200;

  private final LaunchTemplates templates;
  private final AccountId account;

  Ec2Templates(AwsModel model) {
    this.templates = model.templates();
    this.account = model.settings().account();
  }

  Optional<Reply> answer(String action, QueryParameters form, UUID requestId) {
    return switch (action) {
      case "CreateLaunchTemplate" -> Optional.of(create(form, requestId));
      case "CreateLaunchTemplateVersion" -> Optional.of(createVersion(form, requestId));
      case "ModifyLaunchTemplate" -> Optional.of(modify(form, requestId));
      case "DescribeLaunchTemplates" -> Optional.of(describe(form, requestId));
      case "DescribeLaunchTemplateVersions" -> Optional.of(describeVersions(form, requestId));
      default -> Optional.empty();
    };
  }

  private LaunchTemplates.LaunchTemplate named(QueryParameters form) {
    Optional<String> id = form.text("LaunchTemplateId");
    Optional<String> name = form.text("LaunchTemplateName");
    if (id.isPresent() && name.isPresent()) {
      throw new AwsError(
          400,
          "InvalidParameterCombination",
          "Either a launch template ID or a launch template name must be specified, not both.");
    }
    return templates.require(id, name);
  }

  private Reply create(QueryParameters form, UUID requestId) {
    String name = form.require("LaunchTemplateName");
    LaunchTemplates.LaunchTemplate template =
        templates.create(name, form.fields("LaunchTemplateData"));
    return Ec2Replies.answer(
        "CreateLaunchTemplate",
        requestId,
        xml -> xml.part("launchTemplate", () -> summary(xml, template)));
  }

  private Reply createVersion(QueryParameters form, UUID requestId) {
    LaunchTemplates.LaunchTemplate template = named(form);
    TemplateVersion version =
        templates.createVersion(
            template, form.text("SourceVersion"), form.fields("LaunchTemplateData"));
    return Ec2Replies.answer(
        "CreateLaunchTemplateVersion",
        requestId,
        xml -> xml.part("launchTemplateVersion", () -> version(xml, template, version)));
  }

  private Reply modify(QueryParameters form, UUID requestId) {
    LaunchTemplates.LaunchTemplate template = named(form);
    form.text("SetDefaultVersion").ifPresent(version -> templates.setDefault(template, version));
    return Ec2Replies.answer(
        "ModifyLaunchTemplate",
        requestId,
        xml -> xml.part("launchTemplate", () -> summary(xml, template)));
  }

  private Reply describe(QueryParameters form, UUID requestId) {
    List<LaunchTemplates.LaunchTemplate> all = new ArrayList<>();
    form.list("LaunchTemplateId")
        .forEach(id -> all.add(templates.require(Optional.of(id), Optional.empty())));
    form.list("LaunchTemplateName")
        .forEach(name -> all.add(templates.require(Optional.empty(), Optional.of(name))));
    if (form.text("LaunchTemplateId.1").isEmpty() && form.text("LaunchTemplateName.1").isEmpty()) {
      all.addAll(templates.all());
    }
    Pages<LaunchTemplates.LaunchTemplate> page =
        Pages.of(
            "templates",
            all,
            LaunchTemplates.LaunchTemplate::id,
            form.text("NextToken"),
            Ec2Instances.size(form.number("MaxResults"), 1, LARGEST_PAGE));
    return Ec2Replies.answer(
        "DescribeLaunchTemplates",
        requestId,
        xml -> {
          xml.list("launchTemplates", "item", page.items(), template -> summary(xml, template));
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private Reply describeVersions(QueryParameters form, UUID requestId) {
    LaunchTemplates.LaunchTemplate template = named(form);
    List<String> wanted = form.list("LaunchTemplateVersion");
    List<TemplateVersion> versions =
        wanted.isEmpty()
            ? template.versions()
            : wanted.stream().map(number -> templates.require(template, number)).toList();
    Pages<TemplateVersion> page =
        Pages.of(
            "versions",
            versions,
            version -> template.id() + ":" + version.number(),
            form.text("NextToken"),
            Ec2Instances.size(form.number("MaxResults"), 1, LARGEST_PAGE));
    return Ec2Replies.answer(
        "DescribeLaunchTemplateVersions",
        requestId,
        xml -> {
          xml.list(
              "launchTemplateVersionSet",
              "item",
              page.items(),
              version -> version(xml, template, version));
          page.nextToken().ifPresent(token -> xml.text("nextToken", token));
        });
  }

  private void summary(Xml xml, LaunchTemplates.LaunchTemplate template) {
    xml.text("launchTemplateId", template.id())
        .text("launchTemplateName", template.name())
        .text("createTime", Times.wholeMillis(template.createdAt()))
        .text("createdBy", creator())
        .number("defaultVersionNumber", template.defaultNumber())
        .number("latestVersionNumber", template.latestNumber())
        .text("tagSet", "");
  }

  private String creator() {
    return "arn:aws:iam::%s:root".formatted(account.number());
  }

  private void version(Xml xml, LaunchTemplates.LaunchTemplate template, TemplateVersion version) {
    xml.text("launchTemplateId", template.id())
        .text("launchTemplateName", template.name())
        .number("versionNumber", version.number())
        .text("createTime", Times.wholeMillis(version.createdAt()))
        .text("createdBy", creator())
        .flag("defaultVersion", version.number() == template.defaultNumber())
        .part(
            "launchTemplateData",
            () -> version.data().parts().forEach((name, value) -> data(xml, name, value)));
  }

  /** What was sent as {@code BlockDeviceMapping.1} comes back as {@code blockDeviceMappingSet}. */
  private static void data(Xml xml, String name, Tree value) {
    String element = QueryParameters.lowerCamel(name);
    if (value instanceof Tree.Text text) {
      xml.text(element, text.value());
    } else if (value instanceof Tree.Fields fields) {
      xml.part(element, () -> fields.parts().forEach((part, inner) -> data(xml, part, inner)));
    } else if (value instanceof Tree.Items items) {
      xml.part(element + "Set", () -> items.all().forEach(item -> data(xml, "item", item)));
    }
  }
}
