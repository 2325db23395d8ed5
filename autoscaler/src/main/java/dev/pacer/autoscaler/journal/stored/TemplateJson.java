package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.placement.fit.Attribute;
import dev.pacer.placement.fit.DiskSource;
import dev.pacer.placement.fit.Holding;
import dev.pacer.placement.fit.PortRange;
import dev.pacer.placement.fit.ResourceEntry;
import dev.pacer.placement.fit.ResourceKind;
import dev.pacer.view.MachineTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a machine of some kind offers, as part of a record. */
final class TemplateJson {

  private TemplateJson() {}

  static ObjectNode write(MachineTemplate template) {
    ObjectNode node = RecordJson.object().put("origin", template.origin().name());
    if (template.region() != null) {
      node.put("region", template.region());
    }
    template.zoneAttributes().forEach(node.putArray("zoneAttributes")::add);
    ObjectNode attributes = node.putObject("attributes");
    // Of two attributes of one name the first counts (F7).
    for (Attribute attribute : template.attributes()) {
      if (!attributes.has(attribute.name())) {
        attributes.put(attribute.name(), attribute.text());
      }
    }
    ArrayNode entries = node.putArray("entries");
    template.entries().forEach(entry -> write(entry, entries.addObject()));
    return node;
  }

  private static void write(ResourceEntry entry, ObjectNode node) {
    node.put("kind", entry.kind().name()).put("role", entry.role()).put("millis", entry.millis());
    ArrayNode ranges = node.putArray("ranges");
    entry.ranges().forEach(range -> ranges.addArray().add(range.begin()).add(range.end()));
    put(node.put("disk", entry.disk().type().name()), "path", entry.disk().path());
    put(node, "profile", entry.disk().profile());
    put(node, "instance", entry.holding().instance());
    put(node, "volume", entry.holding().volume());
    node.put("marathons", entry.holding().labelledByMarathon());
    node.put("reserved", entry.holding().otherwiseReserved());
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  static MachineTemplate read(JsonNode node) {
    List<ResourceEntry> entries = new ArrayList<>();
    node.path("entries").forEach(entry -> entries.add(entry(entry)));
    List<Attribute> attributes = new ArrayList<>();
    node.path("attributes")
        .properties()
        .forEach(
            field -> attributes.add(Attribute.text(field.getKey(), field.getValue().asText())));
    List<String> zoned = new ArrayList<>();
    node.path("zoneAttributes").forEach(name -> zoned.add(name.asText()));
    return new MachineTemplate(
        MachineTemplate.Origin.valueOf(RecordJson.string(node, "origin")),
        entries,
        attributes,
        optional(node, "region"),
        zoned);
  }

  private static ResourceEntry entry(JsonNode node) {
    List<PortRange> ranges = new ArrayList<>();
    node.path("ranges")
        .forEach(
            range -> ranges.add(new PortRange(range.path(0).asLong(), range.path(1).asLong())));
    return new ResourceEntry(
        ResourceKind.valueOf(RecordJson.string(node, "kind")),
        RecordJson.string(node, "role"),
        RecordJson.number(node, "millis"),
        ranges,
        new DiskSource(
            DiskSource.Type.valueOf(RecordJson.string(node, "disk")),
            optional(node, "path"),
            optional(node, "profile")),
        new Holding(
            optional(node, "instance"),
            optional(node, "volume"),
            node.path("marathons").asBoolean(),
            node.path("reserved").asBoolean()));
  }

  private static @Nullable String optional(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isTextual() ? value.textValue() : null;
  }
}
