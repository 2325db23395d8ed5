package dev.pacer.simulator.scenario;

import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault by rule. It hits calls whose service is {@code service} and whose operation and subject
 * match the patterns whole.
 *
 * @param service as in {@link Call#service()}; {@code *} for any
 * @param from since the scenario's start
 * @param until since the scenario's start; null: for ever
 */
public record FaultEntry(
    String name,
    String service,
    Pattern operation,
    Pattern subject,
    Duration from,
    @Nullable Duration until,
    int skip,
    int times,
    double probability,
    Fault fault) {

  /**
   * This rule in a world that starts at {@code start}; {@code scale} is the world's way of counting
   * simulated time.
   */
  public FaultRules.Rule rule(Instant start, UnaryOperator<Duration> scale) {
    return new FaultRules.Rule(
        name,
        this::appliesTo,
        start.plus(scale.apply(from)),
        until == null ? Instant.MAX : start.plus(scale.apply(until)),
        skip,
        times,
        probability,
        fault);
  }

  private boolean appliesTo(Call call) {
    return (service.equals("*") || service.equals(call.service()))
        && operation.matcher(call.operation()).matches()
        && subject.matcher(call.subject()).matches();
  }
}
