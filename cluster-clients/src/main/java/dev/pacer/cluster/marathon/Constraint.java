package dev.pacer.cluster.marathon;

import java.util.Optional;

/**
 * A rule about the agents an app or pod may use.
 *
 * @param field {@code hostname} or {@code @hostname}, {@code @region}, {@code @zone}, or the name
 *     of an agent attribute
 * @param operatorText the operator as Marathon wrote it
 * @param value its value; what it may be depends on the operator (marathon.md 8)
 */
public record Constraint(String field, String operatorText, Optional<String> value) {

  /** What a constraint asks for. */
  public enum Operator {
    UNIQUE,
    CLUSTER,
    GROUP_BY,
    MAX_PER,
    LIKE,
    UNLIKE,
    IS,
    /** One that we do not know: nothing may be concluded about where the app fits. */
    UNRECOGNISED
  }

  /** The operator. */
  public Operator operator() {
    for (Operator known : Operator.values()) {
      if (known != Operator.UNRECOGNISED && known.name().equals(operatorText)) {
        return known;
      }
    }
    return Operator.UNRECOGNISED;
  }

  @Override
  public String toString() {
    return field + ":" + operatorText + value.map(v -> ":" + v).orElse("");
  }
}
