package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesosValuesTest {

  @ParameterizedTest
  @CsvSource({
    "10mins, PT10M",
    "5secs, PT5S",
    "1.5hrs, PT1H30M",
    "250ms, PT0.25S",
    "1days, PT24H",
    "2weeks, PT336H",
    "7ns, PT0.000000007S"
  })
  void aFlagThatIsATimeIsRead(String text, Duration time) {
    assertThat(new MasterFlags(Map.of("t", text)).duration("t")).contains(time);
  }

  @ParameterizedTest
  @CsvSource({"5", "secs", "-5secs", "5 secs", "5minutes", "1e9secs", "99999999999999weeks"})
  void aFlagThatIsNoTimeIsNone(String text) {
    assertThat(new MasterFlags(Map.of("t", text)).duration("t")).isEmpty();
  }

  @Test
  void withoutFlagsMesosOwnDefaultsCount() {
    assertThat(new MasterFlags(Map.of()).pingTime()).isEqualTo(Duration.ofSeconds(75));
    assertThat(new MasterFlags(Map.of()).reregisterTimeout()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "slave(1)@10.0.0.2:5051, 10.0.0.2",
        "slave(1)@[fe80::1]:5051, fe80::1",
        "slave(1), none",
        "'', none"
      })
  void theIpIsReadFromThePid(String pid, String ip) {
    assertThat(new AgentAddress("h", 5051, pid).ip()).isEqualTo(ip);
  }

  private static Resources resources(String json) {
    return ResourceReader.resources(JsonObject.of(Json.parse("{\"r\":[" + json + "]}")), "r");
  }

  @Test
  void aDynamicReservationAndAVolumeAreSeen() {
    Resources found =
        resources(
            """
            {"name":"disk","type":"SCALAR","scalar":{"value":512.0},"role":"kafka",
             "reservations":[{"type":"STATIC","role":"eng"},
               {"type":"DYNAMIC","role":"eng/kafka","principal":"ops",
                "labels":{"labels":[{"key":"marathon_task_id","value":"x"}]}}],
             "disk":{"persistence":{"id":"v1","principal":"ops"},
               "volume":{"mode":"RW","container_path":"data"},
               "source":{"type":"MOUNT","mount":{"root":"/mnt/d1"}}}}
            """);

    Resource volume = found.entries().get(0);
    assertThat(volume.role()).isEqualTo("eng/kafka");
    assertThat(volume.dynamicallyReserved()).isTrue();
    assertThat(volume.reservations().get(1).labels()).containsEntry("marathon_task_id", "x");
    assertThat(volume.disk()).isEqualTo(new Disk(Disk.Source.MOUNT, "/mnt/d1", null, "v1", "data"));
    assertThat(found.persistentVolumes().milli("disk")).isEqualTo(512_000);
    assertThat(found.unreserved().entries()).isEmpty();
  }

  @Test
  void theOlderFormOfReservationsIsReadToo() {
    Resources found =
        resources(
            """
            {"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"batch"},
            {"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"role":"kafka","reservation":{"principal":"ops"}},
            {"name":"cpus","type":"SCALAR","scalar":{"value":2.0},"role":"*"}
            """);

    assertThat(found.entries())
        .extracting(Resource::dynamicallyReserved)
        .containsExactly(false, true, false);
    assertThat(found.reservedRoles()).containsExactly("batch", "kafka");
    assertThat(found.unreserved().milli("cpus")).isEqualTo(2_000);
  }

  @Test
  void aTaskStateOfTheFutureIsUnknown() {
    assertThat(TaskReader.state(JsonObject.of(Json.parse("{\"state\":\"TASK_DREAMING\"}"))))
        .isEqualTo(TaskState.UNKNOWN);
  }

  @Test
  void nothingIsZeroesAndEmptyRanges() {
    assertThat(Resources.NONE.nothing()).isTrue();
    assertThat(
            new Resources(
                    List.of(
                        Resource.of("cpus", new Value.Scalar(0)),
                        Resource.of("ports", new Value.Ranges(List.of()))))
                .nothing())
        .isTrue();
    assertThat(new Resources(List.of(Resource.of("cpus", new Value.Scalar(1)))).nothing())
        .isFalse();
  }

  @Test
  void valuesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Span(5, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AgentId("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MachineId("", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DrainOrder(Duration.ofSeconds(-1), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Value.scalar(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Value.scalar(1e300)).isInstanceOf(IllegalArgumentException.class);
  }
}
