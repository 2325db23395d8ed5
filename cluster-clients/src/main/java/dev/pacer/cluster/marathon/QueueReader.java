package dev.pacer.cluster.marathon;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.http.JsonShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the launch queue (marathon.md 4.4). An item can hold an offer of every agent, so the offers
 * are read one by one and never as a tree.
 */
final class QueueReader {

  private static final String OFFERS = "lastUnusedOffers";

  private QueueReader() {}

  static void each(InputStream body, Consumer<? super QueueItem> each) throws IOException {
    Json.eachOf(body, "queue", parser -> each.accept(item(parser)));
  }

  private static QueueItem item(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonShapeException("an element of /queue is not an object");
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    List<UnusedOffer> offers = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals(OFFERS) && value == JsonToken.START_ARRAY) {
        offers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          offers.add(offer(JsonObject.of(Json.tree(parser), "/queue/" + OFFERS)));
        }
      } else {
        rest.set(field, Json.tree(parser));
      }
    }
    Optional<List<UnusedOffer>> unused = Optional.ofNullable(offers);
    return Json.convert(JsonObject.of(rest, "/queue"), json -> item(json, unused));
  }

  private static QueueItem item(JsonObject json, Optional<List<UnusedOffer>> offers) {
    Optional<JsonObject> app = json.findObject("app");
    RunSpec spec =
        app.isPresent()
            ? AppReader.spec(app.get())
            : PodReader.spec(
                json.findObject("pod")
                    .orElseThrow(
                        () -> new JsonShapeException("/queue holds an item without app and pod")));
    JsonObject delay = json.requireObject("delay");
    return new QueueItem(
        spec,
        json.requireInt("count"),
        json.findText("role"),
        new QueueItem.Delay(
            Duration.ofSeconds(delay.requireLong("timeLeftSeconds")),
            delay.requireBoolean("overdue")),
        json.requireInstant("since"),
        summary(json.requireObject("processedOffersSummary")),
        offers);
  }

  private static QueueItem.OfferSummary summary(JsonObject json) {
    return new QueueItem.OfferSummary(
        json.requireInt("processedOffersCount"),
        json.requireInt("unusedOffersCount"),
        json.findInstant("lastUnusedOfferAt"),
        json.findInstant("lastUsedOfferAt"),
        json.objects("rejectSummaryLastOffers", QueueReader::step),
        json.objects("rejectSummaryLaunchAttempt", QueueReader::step));
  }

  private static QueueItem.RejectStep step(JsonObject json) {
    return new QueueItem.RejectStep(
        RejectReason.parse(json.requireText("reason")),
        json.requireInt("declined"),
        json.requireInt("processed"));
  }

  private static UnusedOffer offer(JsonObject element) {
    return Json.convert(
        element,
        json -> {
          JsonObject offer = json.requireObject("offer");
          return new UnusedOffer(
              offer.requireText("id"),
              offer.requireText("hostname"),
              new AgentId(offer.requireText("agentId")),
              offer.objects(
                  "resources",
                  r ->
                      new UnusedOffer.OfferedResource(
                          r.requireText("name"), r.findText("role").orElse("*"), value(r))),
              offer.objects(
                  "attributes", a -> new UnusedOffer.Attribute(a.requireText("name"), value(a))),
              json.texts("reason").stream().map(RejectReason::parse).toList(),
              json.requireInstant("timestamp"));
        });
  }

  private static UnusedOffer.Value value(JsonObject json) {
    if (json.has("scalar")) {
      return new UnusedOffer.Value.Scalar(json.requireDecimal("scalar"));
    }
    if (json.has("ranges")) {
      return new UnusedOffer.Value.Ranges(
          json.objects(
              "ranges", r -> new UnusedOffer.Range(r.requireLong("begin"), r.requireLong("end"))));
    }
    if (json.has("set")) {
      return new UnusedOffer.Value.Words(json.texts("set"));
    }
    return new UnusedOffer.Value.Text(json.requireText("text"));
  }
}
