package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.MasterAddress;
import dev.pacer.simulator.mesos.MesosSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A master's start flags: Mesos' defaults, and what the settings say otherwise. */
final class MasterFlags {

  private record Unit(String name, long nanos) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("weeks", 604_800_000_000_000L),
          new Unit("days", 86_400_000_000_000L),
          new Unit("hrs", 3_600_000_000_000L),
          new Unit("mins", 60_000_000_000L),
          new Unit("secs", 1_000_000_000L),
          new Unit("ms", 1_000_000L),
          new Unit("us", 1_000L));

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("allocator", "hierarchical"),
          Map.entry("allocator_agent_recovery_factor", "0.8"),
          Map.entry("allocator_recovery_timeout", "10mins"),
          Map.entry("authenticate_agents", "false"),
          Map.entry("authenticate_frameworks", "false"),
          Map.entry("authenticate_http_frameworks", "false"),
          Map.entry("authentication_v0_timeout", "15secs"),
          Map.entry("authenticators", "crammd5"),
          Map.entry("authorizers", "local"),
          Map.entry("filter_gpu_resources", "true"),
          Map.entry("framework_sorter", "drf"),
          Map.entry("help", "false"),
          Map.entry("hostname_lookup", "false"),
          Map.entry("http_authenticators", "basic"),
          Map.entry("initialize_driver_logging", "true"),
          Map.entry("log_auto_initialize", "true"),
          Map.entry("logbufsecs", "0"),
          Map.entry("logging_level", "INFO"),
          Map.entry("max_completed_frameworks", "50"),
          Map.entry("max_completed_tasks_per_framework", "1000"),
          Map.entry("max_operator_event_stream_subscribers", "1000"),
          Map.entry("max_unreachable_tasks_per_framework", "1000"),
          Map.entry("memory_profiling", "false"),
          Map.entry("min_allocatable_resources", "cpus:0.01|mem:32"),
          Map.entry("offer_constraints_re2_max_mem", "4KB"),
          Map.entry("offer_constraints_re2_max_program_size", "100"),
          Map.entry("publish_per_framework_metrics", "true"),
          Map.entry("quiet", "false"),
          Map.entry("recovery_agent_removal_limit", "100%"),
          Map.entry("registry_fetch_timeout", "1mins"),
          Map.entry("registry_gc_interval", "15mins"),
          Map.entry("registry_max_agent_age", "2weeks"),
          Map.entry("registry_max_agent_count", "102400"),
          Map.entry("registry_store_timeout", "20secs"),
          Map.entry("registry_strict", "false"),
          Map.entry("require_agent_domain", "false"),
          Map.entry("role_sorter", "drf"),
          Map.entry("root_submissions", "true"),
          Map.entry("version", "false"),
          Map.entry("webui_dir", "/usr/share/mesos/webui"),
          Map.entry("zk_session_timeout", "10secs"));

  private MasterFlags() {}

  static Map<String, String> of(MesosSettings settings, MasterAddress address) {
    Map<String, String> flags = new TreeMap<>(DEFAULTS);
    String authenticates = String.valueOf(settings.access().authenticates());
    flags.put("agent_ping_timeout", text(settings.agents().pingTimeout()));
    flags.put("agent_reregister_timeout", text(settings.agents().reregisterTimeout()));
    flags.put("allocation_interval", text(settings.allocationInterval()));
    flags.put("authenticate_http_readonly", authenticates);
    flags.put("authenticate_http_readwrite", authenticates);
    if (!settings.cluster().isEmpty()) {
      flags.put("cluster", settings.cluster());
    }
    flags.put("hostname", address.ip());
    flags.put("ip", address.ip());
    flags.put("max_agent_ping_timeouts", String.valueOf(settings.agents().maxPingTimeouts()));
    flags.put("port", String.valueOf(address.port()));
    flags.put("work_dir", "/var/lib/mesos/master-" + address.port());
    if (settings.zooKeeper().isEmpty()) {
      flags.put("registry", "in_memory");
    } else {
      flags.put("registry", "replicated_log");
      flags.put("quorum", String.valueOf(settings.masters().size() / 2 + 1));
      flags.put("zk", settings.zooKeeper());
    }
    if (settings.access().authenticates()) {
      flags.put("acls", "permissive: true");
      flags.put("credentials", "/etc/mesos/credentials.json");
    }
    flags.putAll(settings.flags());
    return flags;
  }

  /** As Mesos writes durations: in the largest unit that leaves no fraction. */
  static String text(Duration duration) {
    long nanos = duration.toNanos();
    for (Unit unit : UNITS) {
      if (nanos != 0 && nanos % unit.nanos() == 0) {
        return nanos / unit.nanos() + unit.name();
      }
    }
    return nanos + "ns";
  }
}
