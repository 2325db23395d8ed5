package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.RangeSets;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An agent's start flags: Mesos' defaults, and what it was started with. */
final class AgentFlags {

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("appc_simple_discovery_uri_prefix", "http://"),
          Map.entry("appc_store_dir", "/var/lib/mesos/store/appc"),
          Map.entry("authenticate_http_readonly", "false"),
          Map.entry("authenticate_http_readwrite", "false"),
          Map.entry("authenticatee", "crammd5"),
          Map.entry("authentication_backoff_factor", "1secs"),
          Map.entry("authentication_timeout_max", "1mins"),
          Map.entry("authentication_timeout_min", "5secs"),
          Map.entry("authorizer", "local"),
          Map.entry("cgroups_cpu_enable_pids_and_tids_count", "false"),
          Map.entry("cgroups_destroy_timeout", "1mins"),
          Map.entry("cgroups_enable_cfs", "false"),
          Map.entry("cgroups_hierarchy", "/sys/fs/cgroup"),
          Map.entry("cgroups_limit_swap", "false"),
          Map.entry("cgroups_root", "mesos"),
          Map.entry("container_disk_watch_interval", "15secs"),
          Map.entry("containerizers", "mesos"),
          Map.entry("default_role", "*"),
          Map.entry("disallow_sharing_agent_ipc_namespace", "false"),
          Map.entry("disallow_sharing_agent_pid_namespace", "false"),
          Map.entry("disk_watch_interval", "1mins"),
          Map.entry("docker", "docker"),
          Map.entry("docker_ignore_runtime", "false"),
          Map.entry("docker_kill_orphans", "true"),
          Map.entry("docker_registry", "https://registry.example"),
          Map.entry("docker_remove_delay", "6hrs"),
          Map.entry("docker_socket", "/var/run/docker.sock"),
          Map.entry("docker_stop_timeout", "0ns"),
          Map.entry("docker_store_dir", "/var/lib/mesos/store/docker"),
          Map.entry("docker_volume_checkpoint_dir", "/var/run/mesos/isolators/docker/volume"),
          Map.entry("docker_volume_chown", "false"),
          Map.entry("enforce_container_disk_quota", "false"),
          Map.entry("executor_registration_timeout", "2mins"),
          Map.entry("executor_reregistration_timeout", "2secs"),
          Map.entry("executor_shutdown_grace_period", "5secs"),
          Map.entry("fetcher_cache_dir", "/var/lib/mesos/fetch"),
          Map.entry("fetcher_cache_size", "2GB"),
          Map.entry("fetcher_stall_timeout", "1mins"),
          Map.entry("frameworks_home", ""),
          Map.entry("gc_delay", "1weeks"),
          Map.entry("gc_disk_headroom", "0.1"),
          Map.entry("gc_non_executor_container_sandboxes", "false"),
          Map.entry("help", "false"),
          Map.entry("hostname_lookup", "false"),
          Map.entry("http_executor_domain_sockets", "false"),
          Map.entry("http_heartbeat_interval", "30secs"),
          Map.entry("initialize_driver_logging", "true"),
          Map.entry("isolation", "posix/cpu,posix/mem,disk/du,filesystem/posix"),
          Map.entry("launcher", "posix"),
          Map.entry("launcher_dir", "/usr/libexec/mesos"),
          Map.entry("logbufsecs", "0"),
          Map.entry("logging_level", "INFO"),
          Map.entry("max_completed_executors_per_framework", "150"),
          Map.entry("memory_profiling", "false"),
          Map.entry("network_cni_metrics", "true"),
          Map.entry("network_cni_root_dir_persist", "false"),
          Map.entry("oversubscribed_resources_interval", "15secs"),
          Map.entry("perf_duration", "10secs"),
          Map.entry("perf_interval", "1mins"),
          Map.entry("qos_correction_interval_min", "0ns"),
          Map.entry("quiet", "false"),
          Map.entry("reconfiguration_policy", "equal"),
          Map.entry("recover", "reconnect"),
          Map.entry("recovery_timeout", "15mins"),
          Map.entry("registration_backoff_factor", "1secs"),
          Map.entry("revocable_cpu_low_priority", "true"),
          Map.entry("sandbox_directory", "/mnt/mesos/sandbox"),
          Map.entry("strict", "true"),
          Map.entry("switch_user", "false"),
          Map.entry("systemd_enable_support", "false"),
          Map.entry("systemd_runtime_directory", "/run/systemd/system"),
          Map.entry("version", "false"),
          Map.entry("zk_session_timeout", "10secs"));

  private AgentFlags() {}

  static String workDir(int number) {
    return "/var/lib/mesos/agent-" + number;
  }

  static String logDir(int number) {
    return "/var/log/mesos/agent-" + number;
  }

  static Map<String, String> of(SimulatedAgent agent, int number, String zooKeeper) {
    Map<String, String> flags = new TreeMap<>(DEFAULTS);
    flags.put(
        "attributes",
        agent.spec().attributes().stream()
            .map(AgentFlags::attribute)
            .collect(Collectors.joining(";")));
    flags.put("hostname", agent.spec().hostname());
    flags.put("http_command_executor", String.valueOf(agent.spec().httpCommandExecutor()));
    flags.put("ip", agent.spec().ip());
    flags.put("port", String.valueOf(agent.spec().port()));
    flags.put("log_dir", logDir(number));
    flags.put("work_dir", workDir(number));
    flags.put("runtime_dir", "/var/run/mesos/agent-" + number);
    flags.put("master", zooKeeper);
    flags.put(
        "resources",
        agent.spec().resources().stream()
            .map(AgentFlags::resource)
            .collect(Collectors.joining(";")));
    return flags;
  }

  private static String attribute(Attribute attribute) {
    Attribute.Value value = attribute.value();
    String text;
    if (value instanceof Attribute.Value.Text plain) {
      text = plain.text();
    } else if (value instanceof Attribute.Value.Scalar scalar) {
      text = scalar.amount().stripTrailingZeros().toPlainString();
    } else if (value instanceof Attribute.Value.Ranges ranges) {
      text = RangeSets.text(ranges.ranges());
    } else {
      text = items(((Attribute.Value.Items) value).items());
    }
    return attribute.name() + ":" + text;
  }

  private static String resource(Resource resource) {
    Resource.Value value = resource.value();
    String text;
    if (value instanceof Resource.Value.Scalar scalar) {
      text = scalar.amount().stripTrailingZeros().toPlainString();
    } else if (value instanceof Resource.Value.Ranges ranges) {
      text = RangeSets.text(ranges.ranges());
    } else {
      text = items(((Resource.Value.Items) value).items());
    }
    String role = resource.role().equals("*") ? "" : "(" + resource.role() + ")";
    return resource.name() + role + ":" + text;
  }

  private static String items(Set<String> items) {
    return "{" + String.join(",", new TreeSet<>(items)) + "}";
  }
}
