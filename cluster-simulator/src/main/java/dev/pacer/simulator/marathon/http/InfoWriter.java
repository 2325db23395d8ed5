package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import dev.pacer.simulator.marathon.Metrics;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter.ExplicitNull;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server says of itself. */
final class InfoWriter {

  static final String VERSION = "1.11.24";
  private static final String BUILD = "9ee9f3cebb73b1885592a9d634279720bad823cf";

  private InfoWriter() {}

  static Doc info(MarathonModel model, String zookeeper) {
    MarathonSettings settings = model.settings();
    String leader = model.leadership().leader();
    String server = leader == null ? settings.servers().get(0) : leader;
    int colon = server.lastIndexOf(':');
    return Doc.of(
        "name",
        "marathon",
        "version",
        VERSION,
        "buildref",
        BUILD,
        "elected",
        leader != null,
        "leader",
        leader,
        "frameworkId",
        model.frameworkId(),
        "marathon_config",
        config(settings, server.substring(0, colon)),
        "zookeeper_config",
        Doc.of(
            "zk", zookeeper,
            "zk_compression", true,
            "zk_compression_threshold", 65536,
            "zk_connection_timeout", 10000,
            "zk_max_node_size", 1024000,
            "zk_max_versions", 50,
            "zk_session_timeout", 10000,
            "zk_timeout", 10000),
        "http_config",
        Doc.of("http_port", Integer.parseInt(server.substring(colon + 1)), "https_port", 8443));
  }

  private static Doc config(MarathonSettings settings, String hostname) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    String origin = settings.access().allowOrigin();
    config.put(
        "access_control_allow_origin",
        origin == null ? ExplicitNull.NULL : java.util.List.of(origin));
    config.put("checkpoint", true);
    config.put("decline_offer_duration", millis(settings.timing().decline()));
    config.put("default_network_name", ExplicitNull.NULL);
    config.put("env_vars_prefix", ExplicitNull.NULL);
    config.put("executor", "//cmd");
    config.put("failover_timeout", 604800L);
    config.put("features", settings.framework().features().stream().sorted().toList());
    config.put("framework_name", "marathon");
    config.put("ha", true);
    config.put("hostname", hostname);
    config.put("launch_token", settings.limits().tokens());
    config.put("launch_token_refresh_interval", millis(settings.limits().tokenInterval()));
    config.put("leader_proxy_connection_timeout_ms", 5000);
    config.put("leader_proxy_read_timeout_ms", 10000);
    config.put("local_port_max", 20000);
    config.put("local_port_min", 10000);
    config.put("master", settings.framework().master());
    config.put("max_instances_per_offer", settings.limits().perOffer());
    config.put("mesos_bridge_name", "mesos-bridge");
    config.put("mesos_heartbeat_failure_threshold", 5);
    config.put("mesos_heartbeat_interval", 15000);
    config.put("mesos_leader_ui_url", "http://" + settings.framework().master() + "/");
    config.put("mesos_role", settings.framework().role());
    config.put("mesos_user", "marathon");
    config.put("new_group_enforce_role", "Off");
    config.put("min_revive_offers_interval", millis(settings.timing().revive()));
    config.put("offer_matching_timeout", 3000);
    config.put("on_elected_prepare_timeout", 180000);
    config.put("reconciliation_initial_delay", 15000);
    config.put("reconciliation_interval", millis(settings.timing().reconciliation()));
    config.put("scale_apps_initial_delay", 15000);
    config.put("scale_apps_interval", millis(settings.timing().scaleCheck()));
    config.put("store_cache", true);
    config.put("task_launch_confirm_timeout", millis(settings.timing().launchTimeout()));
    config.put("task_launch_timeout", millis(settings.timing().launchTimeout()));
    config.put("task_lost_expunge_initial_delay", 300000);
    config.put("task_lost_expunge_interval", millis(settings.timing().expungeCheck()));
    config.put("task_reservation_timeout", 20000);
    config.put("webui_url", ExplicitNull.NULL);
    config.put("maintenance_mode", settings.rules().maintenanceMode());
    return new Doc(config);
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  static Doc metrics(MarathonModel model) {
    Metrics metrics = model.metrics();
    Map<String, @Nullable Object> counters = new LinkedHashMap<>();
    metrics.counters().forEach((name, value) -> counters.put(name, Doc.of("count", value)));
    Map<String, @Nullable Object> gauges = new LinkedHashMap<>();
    metrics.gauges().forEach((name, value) -> gauges.put(name, Doc.of("value", value)));
    gauges.put(
        "marathon.uptime.gauge.seconds",
        Doc.of(
            "value",
            Duration.between(model.startedAt(), model.simulation().instant()).toMillis() / 1000.0));
    return Doc.of(
        "version",
        "4.0.0",
        "counters",
        new Doc(counters),
        "gauges",
        new Doc(gauges),
        "histograms",
        Doc.EMPTY,
        "meters",
        Doc.EMPTY,
        "timers",
        Doc.EMPTY);
  }
}
