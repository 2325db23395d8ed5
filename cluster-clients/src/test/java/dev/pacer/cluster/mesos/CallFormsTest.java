package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import dev.pacer.cluster.http.Json;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.master.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call we send, read by Mesos' own protobuf classes, which refuse unknown fields and names.
 */
class CallFormsTest {
  private static final AgentId AGENT = new AgentId("81a7a55a-af56-469d-97f6-6220e305b1b6-S2");
  private static final MachineId MACHINE = new MachineId("agent1.test", "127.0.0.1");

  private static Call parse(String json) {
    Call.Builder call = Call.newBuilder();
    try {
      JsonFormat.parser().merge(withDurationAsText(json), call);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
    assertThat(call.isInitialized()).as(json).isTrue();
    return call.build();
  }

  /**
   * Mesos reads a protobuf Duration as an object of its fields and refuses protobuf's own text
   * form; JsonFormat does the opposite. So the object is held to the fields of Duration here.
   */
  private static String withDurationAsText(String json) {
    JsonNode call = Json.parse(json);
    JsonNode period = call.at("/drain_agent/max_grace_period");
    if (period.isMissingNode()) {
      return json;
    }
    List<String> fields =
        Duration.getDescriptor().getFields().stream().map(FieldDescriptor::getName).toList();
    period.fieldNames().forEachRemaining(name -> assertThat(fields).as(json).contains(name));
    Duration duration =
        Duration.newBuilder()
            .setSeconds(period.at("/seconds").longValue())
            .setNanos(period.at("/nanos").asInt(0))
            .build();
    ((ObjectNode) call.at("/drain_agent")).put("max_grace_period", Durations.toString(duration));
    return Json.write(call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET_MASTER",
        "GET_STATE",
        "GET_AGENTS",
        "GET_TASKS",
        "GET_FRAMEWORKS",
        "GET_EXECUTORS",
        "GET_FLAGS",
        "GET_MAINTENANCE_SCHEDULE",
        "GET_MAINTENANCE_STATUS"
      })
  void questionsWithoutArguments(String type) {
    assertThat(parse(CallWriter.plain(type)).getType().name()).isEqualTo(type);
  }

  @Test
  void metricsHaveTheirSection() {
    assertThat(parse(CallWriter.metrics()).hasGetMetrics()).isTrue();
  }

  @Test
  void callsAboutAnAgentNameIt() {
    assertThat(
            parse(CallWriter.agent("DEACTIVATE_AGENT", AGENT))
                .getDeactivateAgent()
                .getAgentId()
                .getValue())
        .isEqualTo(AGENT.value());
    assertThat(
            parse(CallWriter.agent("REACTIVATE_AGENT", AGENT))
                .getReactivateAgent()
                .getAgentId()
                .getValue())
        .isEqualTo(AGENT.value());
    assertThat(
            parse(CallWriter.agent("MARK_AGENT_GONE", AGENT))
                .getMarkAgentGone()
                .getAgentId()
                .getValue())
        .isEqualTo(AGENT.value());
  }

  @Test
  void aDrainsGracePeriodIsSecondsAndNanos() {
    Call.DrainAgent drain =
        parse(CallWriter.drain(AGENT, new DrainOrder(java.time.Duration.ofMillis(2500), true)))
            .getDrainAgent();

    assertThat(Durations.toMillis(drain.getMaxGracePeriod())).isEqualTo(2_500);
    assertThat(drain.getMarkGone()).isTrue();
    assertThat(
            parse(CallWriter.drain(AGENT, new DrainOrder(null, false)))
                .getDrainAgent()
                .hasMaxGracePeriod())
        .isFalse();
  }

  @Test
  void aScheduleKeepsItsNanoseconds() {
    Instant start = Instant.ofEpochSecond(1_795_334_452L, 281_511_936L);
    MaintenanceSchedule schedule =
        new MaintenanceSchedule(
            List.of(
                new MaintenanceSchedule.Window(
                    List.of(MACHINE), start, java.time.Duration.ofHours(1)),
                new MaintenanceSchedule.Window(
                    List.of(new MachineId("", "10.0.0.1")), start, null)));

    var windows = parse(CallWriter.schedule(schedule)).getUpdateMaintenanceSchedule().getSchedule();

    assertThat(windows.getWindows(0).getUnavailability().getStart().getNanoseconds())
        .isEqualTo(1_795_334_452_281_511_936L);
    assertThat(windows.getWindows(0).getUnavailability().getDuration().getNanoseconds())
        .isEqualTo(3_600_000_000_000L);
    assertThat(windows.getWindows(0).getMachineIds(0).getHostname()).isEqualTo("agent1.test");
    assertThat(windows.getWindows(1).getUnavailability().hasDuration()).isFalse();
    assertThat(windows.getWindows(1).getMachineIds(0).hasHostname()).isFalse();
    assertThat(
            parse(CallWriter.schedule(MaintenanceSchedule.EMPTY))
                .getUpdateMaintenanceSchedule()
                .getSchedule()
                .getWindowsCount())
        .isZero();
  }

  @Test
  void machinesGoDownAndUp() {
    assertThat(
            parse(CallWriter.machines("START_MAINTENANCE", List.of(MACHINE)))
                .getStartMaintenance()
                .getMachines(0)
                .getIp())
        .isEqualTo("127.0.0.1");
    assertThat(
            parse(CallWriter.machines("STOP_MAINTENANCE", List.of(MACHINE)))
                .getStopMaintenance()
                .getMachinesCount())
        .isEqualTo(1);
  }

  @Test
  void theCheckItselfRefusesTheFormThatMesosTakesForZero() {
    String planted =
        CallWriter.drain(AGENT, new DrainOrder(java.time.Duration.ofMinutes(10), false))
            .replace("{\"seconds\":600}", "{\"nanoseconds\":600000000000}");

    assertThat(planted).contains("nanoseconds");
    assertThatThrownBy(() -> parse(planted)).isInstanceOf(AssertionError.class);
  }
}
