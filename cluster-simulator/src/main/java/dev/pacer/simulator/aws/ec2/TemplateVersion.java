package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a launch template.
 *
 * @param data as it was sent, under the names of the request ({@code InstanceType}, {@code
 *     TagSpecification}, …)
 */
public record TemplateVersion(
    String templateId, String templateName, long number, Instant createdAt, Tree.Fields data) {

  public Optional<String> instanceType() {
    return data.text("InstanceType");
  }

  public Optional<String> imageId() {
    return data.text("ImageId");
  }

  /** Whether it asks for spot by itself. */
  public boolean spot() {
    return data.fields("InstanceMarketOptions").text("MarketType").orElse("").equals("spot");
  }

  /** Tags that its instances carry. */
  public Map<String, String> instanceTags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tree item : data.items("TagSpecification")) {
      if (item instanceof Tree.Fields specification
          && specification.text("ResourceType").orElse("").equals("instance")) {
        for (Tree tag : specification.items("Tag")) {
          if (tag instanceof Tree.Fields fields) {
            tags.put(fields.text("Key").orElse(""), fields.text("Value").orElse(""));
          }
        }
      }
    }
    return tags;
  }
}
