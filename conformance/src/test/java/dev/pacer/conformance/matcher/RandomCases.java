package dev.pacer.conformance.matcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cases in the words of the captures, made by chance: small worlds, so that values meet often, and
 * numbers at the edge of fitting.
 */
final class RandomCases {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final List<String> ROLES = List.of("*", "*", "*", "web", "db");

  private final RandomGenerator chance;

  RandomCases(RandomGenerator chance) {
    this.chance = chance;
  }

  ObjectNode next(String id) {
    ObjectNode line = JSON.objectNode().put("id", id);
    String role = pick("*", "*", "web");
    boolean resident = chance.nextInt(12) == 0;
    if (!resident && chance.nextInt(15) == 0) {
      line.set("pod", pod(role));
    } else {
      line.set("app", app(role, resident));
    }
    if (chance.nextInt(3) == 0) {
      line.set(
          "versionInfo", JSON.objectNode().put("version", 2000).put("lastConfigChangeAt", 1500));
    }
    ArrayNode instances = line.putArray("instances");
    int known = chance.nextInt(4) == 0 ? 0 : chance.nextInt(9);
    for (int i = 0; i < known; i++) {
      instances.add(instance("i" + i));
    }
    boolean relaunch = resident && chance.nextBoolean();
    if (relaunch) {
      ObjectNode waiting = instance("w").put("condition", "Scheduled").put("goal", "Running");
      waiting.putObject("reservation").putArray("volumes").add("v1");
      line.putArray("placing").add(waiting);
    }
    line.set("offer", offer(role, relaunch));
    if (!resident && line.has("app") && chance.nextInt(12) == 0) {
      split(line, role);
    }
    line.set("settings", settings());
    return line;
  }

  private ObjectNode app(String role, boolean resident) {
    ObjectNode app =
        JSON.objectNode()
            .put("id", "/a")
            .put("cmd", "sleep 100")
            .put("role", role)
            .put("instances", 1 + chance.nextInt(8))
            .put("cpus", number("0.1", "0.1", "0.3", "0.8", "0.9", "1", "1.0004", "2"))
            .put("mem", number("32", "128", "128.5", "1024"))
            .put("disk", number("0", "0", "10", "100"));
    if (chance.nextInt(12) == 0) {
      app.put("gpus", 1 + chance.nextInt(2));
    }
    if (!resident && chance.nextInt(4) == 0) {
      roles(app.putArray("acceptedResourceRoles"), role);
    }
    if (chance.nextInt(10) == 0) {
      app.putObject("labels")
          .put("GPU_SCHEDULING_BEHAVIOR", pick("restricted", "unrestricted", "no"));
    }
    ArrayNode constraints = app.putArray("constraints");
    int count = constraintCount();
    for (int i = 0; i < count; i++) {
      constraint(constraints.addArray());
    }
    appPorts(app);
    if (resident) {
      volumes(withContainer(app).withArray("volumes"));
    }
    return app;
  }

  /** A request that only two entries together hold, or nearly hold: doubles decide. */
  private void split(ObjectNode line, String role) {
    String name = pick("cpus", "mem", "disk");
    int need = 100 + chance.nextInt(200_000);
    int first = 1 + chance.nextInt(need - 2);
    int second = Math.max(1, need - first + chance.nextInt(-1, 2));
    ((ObjectNode) line.get("app")).put(name, BigDecimal.valueOf(need, 3));
    ArrayNode resources = (ArrayNode) line.get("offer").get("resources");
    for (int i = resources.size() - 1; i >= 0; i--) {
      if (resources.get(i).get("name").asText().equals(name)) {
        resources.remove(i);
      }
    }
    for (int amount : List.of(first, second)) {
      String of = amount == first ? role : "*";
      ObjectNode entry = resources.addObject().put("name", name).put("role", of);
      entry.put("value", BigDecimal.valueOf(amount, 3));
    }
  }

  private static ObjectNode withContainer(ObjectNode app) {
    return app.has("container")
        ? (ObjectNode) app.get("container")
        : app.putObject("container").put("type", "MESOS");
  }

  private void volumes(ArrayNode volumes) {
    int count = 1 + chance.nextInt(2);
    for (int i = 0; i < count; i++) {
      String type = pick("root", "path", "mount");
      ObjectNode persistent = JSON.objectNode().put("type", type).put("size", pick(10, 100, 500));
      if (type.equals("mount") && chance.nextInt(3) == 0) {
        persistent.put("maxSize", 600);
      }
      if (!type.equals("root") && chance.nextInt(3) == 0) {
        ArrayNode like = persistent.putArray("constraints").addArray();
        like.add("path").add("LIKE").add(pick("/mnt/.*", "/mnt/d1", "/data"));
      }
      ObjectNode volume = volumes.addObject().put("containerPath", "data" + i).put("mode", "RW");
      volume.set("persistent", persistent);
    }
  }

  private int constraintCount() {
    return switch (chance.nextInt(8)) {
      case 0, 1 -> 0;
      case 2 -> 2 + chance.nextInt(2);
      default -> 1;
    };
  }

  private void constraint(ArrayNode parts) {
    String field =
        pick("hostname", "@hostname", "@zone", "@zone", "@region", "rack", "rack", "num");
    String operator =
        pick(
            "UNIQUE",
            "CLUSTER",
            "GROUP_BY",
            "GROUP_BY",
            "GROUP_BY",
            "MAX_PER",
            "LIKE",
            "UNLIKE",
            "IS");
    parts.add(field).add(operator);
    switch (operator) {
      case "GROUP_BY" -> {
        if (chance.nextInt(20) != 0) {
          parts.add(pick("1", "2", "2", "3", "3", "3", "4", "4", "5", "5", "6", "0", "-1", "x"));
        }
      }
      case "MAX_PER" -> parts.add(pick("1", "2", "3", "4", "0", "-1"));
      case "LIKE", "UNLIKE" -> parts.add(pick("h.*", "[ab]", "r1|r2", "3.*", "", "(", "east"));
      case "IS" -> parts.add(pick("a", "r1", "h1", "3", "3.0", "0.8001", "east"));
      case "CLUSTER" -> {
        if (chance.nextBoolean()) {
          parts.add(pick("a", "r1", "h1", "3", "3.0", ""));
        }
      }
      default -> {
        // UNIQUE has no value.
      }
    }
  }

  private void appPorts(ObjectNode app) {
    switch (chance.nextInt(5)) {
      case 0 -> app.putArray("portDefinitions");
      case 1 -> {
        ArrayNode ports = app.putArray("portDefinitions");
        ports.addObject().put("port", 31000 + chance.nextInt(4));
        ports.addObject().put("port", 31000 + chance.nextInt(4));
        app.put("requirePorts", chance.nextBoolean());
      }
      case 2 -> {
        app.putArray("networks").addObject().put("mode", "container/bridge");
        ArrayNode mappings = withContainer(app).putArray("portMappings");
        int count = chance.nextInt(4);
        for (int i = 0; i < count; i++) {
          ObjectNode mapping = mappings.addObject().put("containerPort", 8000 + i);
          if (chance.nextInt(3) != 0) {
            mapping.put("hostPort", chance.nextBoolean() ? 0 : 31000 + chance.nextInt(4));
          }
        }
      }
      case 3 -> app.putArray("portDefinitions").addObject().put("port", 0);
      default -> {
        // The default: one port.
      }
    }
  }

  private ObjectNode pod(String role) {
    ObjectNode pod = JSON.objectNode().put("id", "/a").put("role", role);
    pod.putObject("scaling").put("kind", "fixed").put("instances", 1 + chance.nextInt(8));
    ArrayNode containers = pod.putArray("containers");
    int count = 1 + chance.nextInt(2);
    for (int i = 0; i < count; i++) {
      ObjectNode container = containers.addObject().put("name", "c" + i);
      container
          .putObject("resources")
          .put("cpus", number("0.1", "0.3", "0.9"))
          .put("mem", number("32", "96"));
    }
    ArrayNode constraints =
        pod.putObject("scheduling").putObject("placement").putArray("constraints");
    int wanted = constraintCount();
    for (int i = 0; i < wanted; i++) {
      ArrayNode parts = JSON.arrayNode();
      constraint(parts);
      ObjectNode constraint =
          constraints
              .addObject()
              .put("fieldName", parts.get(0).asText())
              .put("operator", parts.get(1).asText());
      if (parts.size() > 2) {
        constraint.put("value", parts.get(2).asText());
      }
    }
    return pod;
  }

  private ObjectNode instance(String id) {
    ObjectNode instance = JSON.objectNode().put("id", id);
    if (chance.nextInt(12) != 0) {
      place(instance);
    }
    if (chance.nextInt(4) == 0) {
      instance.put(
          "condition",
          pick(
              "Scheduled",
              "Provisioned",
              "Staging",
              "Killing",
              "Unreachable",
              "UnreachableInactive",
              "Failed",
              "Finished",
              "Gone",
              "Unknown"));
    }
    if (chance.nextInt(8) == 0) {
      instance.put("goal", pick("Stopped", "Decommissioned"));
    }
    if (chance.nextInt(5) == 0) {
      instance.put("version", pick(1000, 1500, 2000));
    }
    if (chance.nextInt(4) == 0) {
      instance.put("specInstances", 1 + chance.nextInt(8));
    }
    return instance;
  }

  private void place(ObjectNode agent) {
    agent.put("hostname", "h" + chance.nextInt(4));
    if (chance.nextInt(5) != 0) {
      agent.put("region", pick("east", "east", "east", "east", "west"));
      agent.put("zone", ZONES.get(chance.nextInt(ZONES.size())));
    }
    ArrayNode attributes = agent.putArray("attributes");
    if (chance.nextInt(4) != 0) {
      attributes.addObject().put("name", "rack").put("value", pick("r1", "r2", "r3"));
    }
    if (chance.nextInt(3) == 0) {
      ObjectNode number = attributes.addObject().put("name", "num").put("type", "scalar");
      number.put("value", number("3", "0.8", "0.8001", "1.0005"));
    }
  }

  private ObjectNode offer(String role, boolean relaunch) {
    ObjectNode offer = JSON.objectNode();
    place(offer);
    if (chance.nextInt(30) == 0) {
      offer.put("allocationRole", pick("web", "db", "*"));
    }
    ArrayNode resources = offer.putArray("resources");
    boolean roomy = chance.nextInt(3) != 0;
    if (roomy) {
      for (String name : List.of("cpus", "mem", "disk")) {
        resources.addObject().put("name", name).put("role", "*").put("value", 4096);
      }
    }
    entries(resources, "cpus", "0.1", "0.7", "0.6", "1", "2", "4", "4");
    entries(resources, "mem", "31.999", "105.469", "512", "4096", "4096");
    entries(resources, "disk", "10", "1000", "1000");
    if (chance.nextInt(10) == 0) {
      entries(resources, "gpus", "0", "1", "4");
    }
    disks(resources);
    if (roomy) {
      ObjectNode ports = resources.addObject().put("name", "ports").put("role", "*");
      ports.putArray("ranges").addArray().add(31_001).add(31_009);
    }
    if (chance.nextInt(6) != 0) {
      ObjectNode ports = resources.addObject().put("name", "ports").put("role", role());
      ArrayNode ranges = ports.putArray("ranges");
      long begin = 31_000L + chance.nextInt(3);
      ranges.addArray().add(begin).add(begin + chance.nextInt(4));
      if (chance.nextInt(3) == 0) {
        ranges.addArray().add(31_500).add(31_500);
      }
    }
    if (relaunch) {
      reserved(resources, role);
    }
    if (chance.nextInt(15) == 0) {
      ObjectNode window = offer.putObject("unavailability");
      window.put("startMs", pick(-20_000, -1, 0, 1, 5000, 70_000));
      if (chance.nextBoolean()) {
        window.put("durationMs", pick(0, 1, 20_000, 30_000));
      }
    }
    return offer;
  }

  private void reserved(ArrayNode resources, String role) {
    for (String name : List.of("cpus", "mem", "disk", "gpus")) {
      if (chance.nextInt(5) != 0) {
        resources
            .addObject()
            .put("name", name)
            .put("role", role)
            .put("reservedFor", chance.nextInt(6) == 0 ? "other" : "w")
            .put("value", number("1", "2", "1024"));
      }
    }
    resources
        .addObject()
        .put("name", "disk")
        .put("role", role)
        .put("reservedFor", "w")
        .put("volumeId", chance.nextInt(5) == 0 ? "v2" : "v1")
        .put("value", 10);
  }

  private void disks(ArrayNode resources) {
    int count = chance.nextInt(4) == 0 ? chance.nextInt(3) : 0;
    for (int i = 0; i < count; i++) {
      resources
          .addObject()
          .put("name", "disk")
          .put("role", role())
          .put("diskType", pick("path", "mount"))
          .put("path", pick("/mnt/d1", "/mnt/d2", "/data") + "/" + i)
          .put("value", number("50", "100", "600"));
    }
  }

  private void entries(ArrayNode resources, String name, String... amounts) {
    int count = chance.nextInt(10) == 0 ? 0 : chance.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      ObjectNode entry = resources.addObject().put("name", name).put("role", role());
      entry.put("value", number(amounts));
      if (chance.nextInt(25) == 0) {
        entry.putObject("reservationLabels").put(pick("owner", "marathon_task_id"), "x");
      }
    }
  }

  private ObjectNode settings() {
    ObjectNode settings = JSON.objectNode();
    if (chance.nextInt(8) != 0) {
      settings.put("localRegion", "east");
    }
    if (chance.nextInt(4) == 0) {
      settings.put("gpuSchedulingBehavior", pick("restricted", "unrestricted"));
    }
    if (chance.nextInt(4) == 0) {
      settings.put("acceptedResourceRolesDefault", pick("any", "unreserved", "reserved"));
    }
    if (chance.nextInt(6) == 0) {
      settings.put("maintenanceMode", chance.nextBoolean());
    }
    if (chance.nextInt(6) == 0) {
      settings.put("drainingSeconds", 60);
    }
    return settings;
  }

  private void roles(ArrayNode roles, String role) {
    if (chance.nextBoolean()) {
      roles.add("*");
    }
    if (roles.isEmpty() || (chance.nextBoolean() && !role.equals("*"))) {
      roles.add(role);
    }
  }

  private String role() {
    return ROLES.get(chance.nextInt(ROLES.size()));
  }

  private BigDecimal number(String... choices) {
    return new BigDecimal(pick(choices));
  }

  private String pick(String... choices) {
    return choices[chance.nextInt(choices.length)];
  }

  private int pick(int... choices) {
    return choices[chance.nextInt(choices.length)];
  }
}
