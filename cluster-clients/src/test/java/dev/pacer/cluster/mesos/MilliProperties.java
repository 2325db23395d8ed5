package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MilliProperties {

  /** Mesos adds and takes doubles, so that 0.8 comes as 0.7999999999999999 (M20). */
  @Property
  void thousandthsSurviveTheNoiseOfDoubles(
      @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 4_000_000) Long> parts) {
    double noisy = 0;
    long exact = 0;
    for (long part : parts) {
      noisy += part / 1000.0;
      exact += part;
    }
    JsonObject wire = JsonObject.of(Json.parse("{\"value\":" + noisy + "}"));

    assertThat(WireValues.milli(wire.requireDecimal("value"))).isEqualTo(exact);
    assertThat(Value.scalar(noisy).milli()).isEqualTo(exact);
  }

  @Property
  void aScheduleSurvivesBeingWrittenAndRead(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long start,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000_000L) long duration)
      throws Exception {
    MaintenanceSchedule schedule =
        new MaintenanceSchedule(
            List.of(
                new MaintenanceSchedule.Window(
                    List.of(new MachineId("A.test", "10.0.0.1")),
                    Instant.ofEpochSecond(0, start),
                    Duration.ofNanos(duration))));
    String answer =
        CallWriter.schedule(schedule)
            .replace("UPDATE_MAINTENANCE_SCHEDULE", "GET_MAINTENANCE_SCHEDULE")
            .replace("update_maintenance_schedule", "get_maintenance_schedule");

    assertThat(
            MaintenanceReader.schedule(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(schedule);
  }
}
