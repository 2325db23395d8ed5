package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An offer that Marathon refused. The agent's fault domain is not in it.
 *
 * @param reasons in order of finding, sometimes one twice; empty for an agent of another region
 * @param at when it was refused
 */
public record UnusedOffer(
    String offerId,
    String hostname,
    AgentId agent,
    List<OfferedResource> resources,
    List<Attribute> attributes,
    List<RejectReason> reasons,
    Instant at) {

  /** Copies the lists. */
  public UnusedOffer {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
    reasons = List.copyOf(reasons);
  }

  /** A resource on offer, with the role it is reserved for ({@code *} for nobody). */
  public record OfferedResource(String name, String role, Value value) {}

  /** An attribute of the agent. */
  public record Attribute(String name, Value value) {}

  /** The value of a resource or an attribute. */
  public sealed interface Value {

    /** A number, exactly as written. */
    record Scalar(BigDecimal value) implements Value {}

    /** Ranges of whole numbers, such as ports. */
    record Ranges(List<Range> ranges) implements Value {

      /** Copies the list. */
      public Ranges {
        ranges = List.copyOf(ranges);
      }
    }

    /** A set of words. */
    record Words(List<String> items) implements Value {

      /** Copies the list. */
      public Words {
        items = List.copyOf(items);
      }
    }

    /** A text. */
    record Text(String value) implements Value {}
  }

  /** From begin to end, both included. */
  public record Range(long begin, long end) {}
}
