package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.placement.fit.Amount;
import dev.pacer.placement.fit.Needs;
import dev.pacer.placement.fit.PortWish;
import dev.pacer.placement.fit.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** Whether we read out of a definition what Marathon read out of it. */
final class NeedsCheck {

  private NeedsCheck() {}

  static String difference(Needs needs, JsonNode line) {
    JsonNode want = line.path("expected").path("needs");
    if (want.isMissingNode()) {
      return "";
    }
    for (ResourceKind kind :
        List.of(ResourceKind.CPUS, ResourceKind.MEM, ResourceKind.DISK, ResourceKind.GPUS)) {
      Amount amount = needs.of(kind);
      if (amount.exact() != want.path(kind.wireName()).asDouble()) {
        return "needs %s %s instead of %s"
            .formatted(kind.wireName(), amount, want.path(kind.wireName()));
      }
    }
    PortWish wish = wish(want, line.path("app").path("requirePorts").asBoolean());
    return wish.equals(needs.ports())
        ? ""
        : "needs ports %s instead of %s".formatted(needs.ports(), wish);
  }

  private static PortWish wish(JsonNode want, boolean allFixed) {
    if (want.has("anyPorts")) {
      return PortWish.any(want.get("anyPorts").asInt());
    }
    List<Integer> ports = new ArrayList<>();
    for (JsonNode port : want.path("hostPorts")) {
      if (!port.isNull()) {
        ports.add(port.asInt());
      }
    }
    return allFixed ? PortWish.fixed(ports) : PortWish.mapped(ports);
  }
}
