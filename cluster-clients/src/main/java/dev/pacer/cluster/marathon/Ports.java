package dev.pacer.cluster.marathon;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network and ports of an app. Every app takes one host port unless it says otherwise: in host
 * mode {@code portDefinitions: []}, else mappings without host port.
 *
 * @param networks at least one; host mode when nothing is said
 * @param definitions host mode's ports
 * @param mappings the ports of a container network
 * @param required whether the listed ports are the host ports themselves ({@code requirePorts})
 */
public record Ports(
    List<Network> networks,
    List<PortDefinition> definitions,
    List<PortMapping> mappings,
    boolean required) {

  /** Copies the lists. */
  public Ports {
    networks = List.copyOf(networks);
    definitions = List.copyOf(definitions);
    mappings = List.copyOf(mappings);
  }

  /** How many host ports one instance takes from its agent. */
  public int hostPortsPerInstance() {
    if (!mappings.isEmpty()) {
      return (int) mappings.stream().filter(m -> m.hostPort().isPresent()).count();
    }
    return definitions.size();
  }

  /** The host ports that must be exactly these; empty when any will do. */
  public List<Integer> fixedHostPorts() {
    if (!mappings.isEmpty()) {
      return mappings.stream().flatMap(m -> m.hostPort().stream()).filter(p -> p != 0).toList();
    }
    return required
        ? definitions.stream().map(PortDefinition::port).filter(p -> p != 0).toList()
        : List.of();
  }

  /** How instances reach the world. */
  public enum Mode {
    HOST,
    BRIDGE,
    CONTAINER,
    /** A mode that we do not know. */
    UNRECOGNISED
  }

  /** A network, with its name in container mode. */
  public record Network(Mode mode, Optional<String> name) {}

  /**
   * A port in host mode.
   *
   * @param port the service port, or the host port when required; 0 lets Marathon choose
   * @param protocol {@code tcp}, {@code udp} or {@code udp,tcp}
   */
  public record PortDefinition(
      int port, String protocol, Optional<String> name, Map<String, String> labels) {

    /** Copies the map. */
    public PortDefinition {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * A port of a container.
   *
   * @param containerPort inside; 0 means the same as the host port
   * @param hostPort outside; empty when none is wanted, 0 when any will do
   * @param servicePort for load balancers
   * @param protocol {@code tcp}, {@code udp} or {@code udp,tcp}
   */
  public record PortMapping(
      int containerPort,
      Optional<Integer> hostPort,
      int servicePort,
      String protocol,
      Optional<String> name,
      Map<String, String> labels) {

    /** Copies the map. */
    public PortMapping {
      labels = Map.copyOf(labels);
    }
  }
}
