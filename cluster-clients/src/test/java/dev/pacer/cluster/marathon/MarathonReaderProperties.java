package dev.pacer.cluster.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of all readers, over real answers. */
class MarathonReaderProperties {

  /** An answer, and how it is read. */
  record Sample(String capture, Function<String, Object> reader) {
    String text() {
      return Capture.read(capture).responseBody();
    }

    @Override
    public String toString() {
      return capture;
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          sample("real-mesos/app-get", j -> AppReader.app(j.requireObject("app"))),
          sample("simulated-driver/docker-get", j -> AppReader.app(j.requireObject("app"))),
          sample("simulated-driver/resident-get", j -> AppReader.app(j.requireObject("app"))),
          sample("simulated-driver/readiness-app", j -> AppReader.app(j.requireObject("app"))),
          sample("simulated-driver/app-version-get", AppReader::spec),
          sample("simulated-driver/group-get", GroupReader::group),
          sample("simulated-driver/pod-get", PodReader::spec),
          sample("real-mesos/pod-status", PodReader::status),
          sample("simulated-driver/info-v2-info", InfoReader::info),
          streamed("real-mesos/queue-capacity-exhausted-embed-lastunused"),
          streamed("simulated-driver/queue-pod-insufficient-cpus-embed-lastunused"));

  private static Sample sample(String capture, Function<JsonObject, Object> reader) {
    return new Sample(capture, text -> reader.apply(JsonObject.of(Json.parse(text))));
  }

  private static Sample streamed(String capture) {
    return new Sample(
        capture,
        text -> {
          List<QueueItem> items = new ArrayList<>();
          try {
            QueueReader.each(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), items::add);
          } catch (JsonProcessingException e) {
            throw new JsonShapeException("not JSON", e);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return items;
        });
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(SAMPLES);
  }

  @Property(tries = 600)
  void anAnswerCutAnywhereIsAnErrorNotAValue(
      @ForAll("samples") Sample sample, @ForAll @IntRange(min = 0, max = 9_999) int place) {
    String text = sample.text().strip();
    String cut = text.substring(0, (int) ((long) text.length() * place / 10_000));
    assertThatThrownBy(() -> sample.reader().apply(cut)).isInstanceOf(JsonShapeException.class);
  }

  @Property(tries = 100)
  void membersThatNobodyKnowsAreIgnored(
      @ForAll("samples") Sample sample, @ForAll @IntRange(min = 0, max = 3) int kind) {
    JsonNode extended = Json.parse(sample.text());
    extend(extended, kind);
    assertThat(sample.reader().apply(Json.write(extended)))
        .isEqualTo(sample.reader().apply(sample.text()));
  }

  /** Adds a member to every object that is not a map of free names. */
  private static void extend(JsonNode node, int kind) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getKey().equals("labels") && !member.getKey().equals("env")) {
        extend(member.getValue(), kind);
      }
    }
    if (node.isArray()) {
      node.forEach(element -> extend(element, kind));
    }
    if (node instanceof ObjectNode object) {
      switch (kind) {
        case 0 -> object.put("zzz", "unknown");
        case 1 -> object.putObject("zzz").putArray("deep").add(1.5);
        case 2 -> object.putNull("zzz");
        default -> object.putArray("zzz").addObject().put("id", 3);
      }
    }
  }

  @Property(tries = 300)
  void aMemberOfAnotherTypeIsAnErrorOfOursNeverACrash(
      @ForAll("samples") Sample sample, @ForAll long seed) {
    JsonNode broken = Json.parse(sample.text());
    List<ObjectNode> objects = new ArrayList<>();
    collect(broken, objects);
    ObjectNode victim = objects.get((int) Math.floorMod(seed, (long) objects.size()));
    List<String> names = new ArrayList<>();
    victim.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = names.get((int) Math.floorMod(seed / 7, (long) names.size()));
    victim.putObject(name).put("strange", true);
    try {
      assertThat(sample.reader().apply(Json.write(broken))).isNotNull();
    } catch (JsonShapeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  @Property(tries = 500)
  void anyTextForAPathIsEitherRefusedOrSafeInAUrl(@ForAll String text) {
    try {
      assertThat(new AppId(text).path()).matches("(/[a-z0-9.-]+)+");
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).contains("absolute path");
    }
  }
}
