package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Old fields into new ones, and defaults (marathon.md 4.1). */
final class AppNormalization {

  private static final Doc HOST = Doc.of("mode", "host");

  private AppNormalization() {}

  /** Turns the fields of older versions into today's; for whole definitions and for updates. */
  static Doc modern(Doc given) {
    Doc app = given;
    if (app.has("uris") && !app.has("fetch")) {
      app = app.with("fetch", app.texts("uris").stream().map(AppNormalization::fetch).toList());
    }
    if (app.has("ports") && !app.has("portDefinitions")) {
      List<Doc> definitions = new ArrayList<>();
      for (Object port : app.list("ports")) {
        definitions.add(Doc.of("port", port, "protocol", "tcp"));
      }
      app = app.with("portDefinitions", definitions);
    }
    Doc container = app.findDoc("container");
    if (container != null) {
      app = modernNetworks(app, container);
    }
    if (app.has("networks")) {
      app =
          app.with("networks", app.docs("networks").stream().map(AppNormalization::tidy).toList());
    }
    return app.without("uris").without("ports").without("ipAddress");
  }

  private static Doc tidy(Doc network) {
    return network.doc("labels").isEmpty() ? network.without("labels") : network;
  }

  private static Doc modernNetworks(Doc given, Doc container) {
    Doc app = given;
    Doc docker = container.findDoc("docker");
    if (docker == null) {
      return app;
    }
    String network = docker.findText("network");
    Doc modernized = container;
    if (docker.has("portMappings") && !container.has("portMappings")) {
      modernized = modernized.with("portMappings", docker.list("portMappings"));
    }
    modernized = modernized.with("docker", docker.without("network").without("portMappings"));
    app = app.with("container", modernized);
    Doc ip = given.findDoc("ipAddress");
    if (!app.has("networks")) {
      Doc chosen = null;
      if ("BRIDGE".equals(network)) {
        chosen = Doc.of("mode", "container/bridge");
      } else if ("HOST".equals(network)) {
        chosen = HOST;
      } else if ("USER".equals(network) || ip != null) {
        Doc labels = ip == null ? null : ip.findDoc("labels");
        chosen =
            Doc.of(
                "name",
                ip == null ? null : ip.findText("networkName"),
                "mode",
                "container",
                "labels",
                labels == null || labels.isEmpty() ? null : labels);
      }
      if (chosen != null) {
        app = app.with("networks", List.of(chosen));
      }
    }
    return app;
  }

  private static Doc fetch(String uri) {
    String lower = uri.toLowerCase(Locale.ROOT);
    boolean archive =
        List.of(".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".zip").stream()
            .anyMatch(lower::endsWith);
    return Doc.of("uri", uri, "extract", archive, "executable", false, "cache", false);
  }

  /** Fills in every default of a whole definition. */
  static Doc withDefaults(Doc given, String role) {
    Doc app = given;
    boolean resident = hasPersistentVolumes(given);
    app = otherwise(app, "backoffFactor", 1.15);
    app = otherwise(app, "backoffSeconds", 1);
    app = otherwise(app, "cpus", 1.0);
    app = otherwise(app, "disk", 0.0);
    app = otherwise(app, "executor", "");
    app = otherwise(app, "instances", 1);
    app = otherwise(app, "labels", Doc.EMPTY);
    app = otherwise(app, "maxLaunchDelaySeconds", 300);
    app = otherwise(app, "mem", 128.0);
    app = otherwise(app, "gpus", 0);
    app = otherwise(app, "networks", List.of(HOST));
    app = otherwise(app, "requirePorts", false);
    app =
        otherwise(
            app,
            "upgradeStrategy",
            Doc.of(
                "maximumOverCapacity",
                resident ? 0.0 : 1.0,
                "minimumHealthCapacity",
                resident ? 0.5 : 1.0));
    app = otherwise(app, "killSelection", "YOUNGEST_FIRST");
    app =
        otherwise(
            app,
            "unreachableStrategy",
            resident ? "disabled" : Doc.of("inactiveAfterSeconds", 0L, "expungeAfterSeconds", 0L));
    app = otherwise(app, "role", role);
    if (resident) {
      app =
          otherwise(
              app,
              "residency",
              Doc.of(
                  "relaunchEscalationTimeoutSeconds", 3600L, "taskLostBehavior", "WAIT_FOREVER"));
    }
    app = withPorts(app);
    if (app.has("healthChecks")) {
      app =
          app.with(
              "healthChecks",
              app.docs("healthChecks").stream().map(AppNormalization::healthCheck).toList());
    }
    return withoutEmpty(AppShape.APP.ordered(app));
  }

  private static Doc withPorts(Doc given) {
    Doc app = given;
    String mode = networkMode(app);
    if (mode.equals("host")) {
      Doc container = app.findDoc("container");
      if (container != null && container.has("portMappings")) {
        app = app.with("container", container.without("portMappings"));
      }
      if (!app.has("portDefinitions")) {
        app =
            app.with(
                "portDefinitions",
                List.of(Doc.of("port", 0, "name", "default", "protocol", "tcp")));
      }
      return app.with(
          "portDefinitions",
          app.docs("portDefinitions").stream()
              .map(d -> d.doc("labels").isEmpty() ? d.without("labels") : d)
              .toList());
    }
    app = app.without("portDefinitions");
    boolean bridge = mode.equals("container/bridge");
    Doc container = app.findDoc("container");
    if (container == null) {
      container = Doc.of("type", "MESOS", "volumes", List.of());
    }
    List<Doc> mappings =
        container.has("portMappings")
            ? container.docs("portMappings")
            : List.of(
                Doc.of(
                    "containerPort",
                    0,
                    "labels",
                    Doc.EMPTY,
                    "name",
                    "default",
                    "protocol",
                    "tcp",
                    "servicePort",
                    0));
    if (bridge) {
      mappings = mappings.stream().map(m -> otherwise(m, "hostPort", 0)).toList();
    }
    return app.with("container", container.with("portMappings", mappings));
  }

  private static Doc healthCheck(Doc check) {
    String protocol = check.text("protocol");
    boolean networked = !protocol.equals("COMMAND");
    Doc normal = check;
    if (networked && !check.has("port") && !check.has("portIndex")) {
      normal = normal.with("portIndex", 0);
    }
    if ((protocol.equals("HTTP") || protocol.equals("HTTPS")) && !check.has("ignoreHttp1xx")) {
      normal = normal.with("ignoreHttp1xx", false);
    }
    return normal;
  }

  static String networkMode(Doc app) {
    List<Doc> networks = app.docs("networks");
    return networks.isEmpty() ? "host" : networks.get(0).textOr("mode", "container");
  }

  static boolean hasPersistentVolumes(Doc app) {
    return app.doc("container").docs("volumes").stream().anyMatch(v -> v.has("persistent"));
  }

  private static Doc withoutEmpty(Doc app) {
    Doc tidy = app;
    for (String name :
        List.of(
            "constraints",
            "env",
            "fetch",
            "args",
            "healthChecks",
            "readinessChecks",
            "dependencies",
            "secrets")) {
      Object value = tidy.get(name);
      if ((value instanceof List<?> list && list.isEmpty())
          || (value instanceof Doc doc && doc.isEmpty())) {
        tidy = tidy.without(name);
      }
    }
    return tidy;
  }

  static Doc otherwise(Doc doc, String name, @Nullable Object value) {
    return doc.has(name) ? doc : doc.with(name, value);
  }
}
