package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.MasterView;
import dev.pacer.simulator.mesos.MesosModel;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator API v1 of the leader: what is asked, checked as Mesos checks it (mesos.md 4). */
final class OperatorApi {

  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  private static final Set<String> BARE =
      Set.of(
          "GET_HEALTH",
          "GET_FLAGS",
          "GET_VERSION",
          "GET_LOGGING_LEVEL",
          "GET_STATE",
          "GET_AGENTS",
          "GET_FRAMEWORKS",
          "GET_EXECUTORS",
          "GET_OPERATIONS",
          "GET_TASKS",
          "GET_ROLES",
          "GET_WEIGHTS",
          "GET_MASTER",
          "SUBSCRIBE",
          "GET_MAINTENANCE_STATUS",
          "GET_MAINTENANCE_SCHEDULE",
          "GET_QUOTA");

  private static final Set<String> WITH_MESSAGE =
      Set.of(
          "GET_METRICS",
          "UPDATE_WEIGHTS",
          "RESERVE_RESOURCES",
          "UNRESERVE_RESOURCES",
          "UPDATE_MAINTENANCE_SCHEDULE",
          "START_MAINTENANCE",
          "STOP_MAINTENANCE",
          "UPDATE_QUOTA",
          "TEARDOWN",
          "MARK_AGENT_GONE",
          "DRAIN_AGENT",
          "DEACTIVATE_AGENT",
          "REACTIVATE_AGENT");

  /** Known to Mesos and not to this simulation. */
  private static final Set<String> ABSENT =
      Set.of(
          "SET_LOGGING_LEVEL",
          "LIST_FILES",
          "READ_FILE",
          "CREATE_VOLUMES",
          "DESTROY_VOLUMES",
          "GROW_VOLUME",
          "SHRINK_VOLUME",
          "SET_QUOTA",
          "REMOVE_QUOTA");

  private final OperatorReads reads;
  private final OperatorWrites writes;
  private final EventStream stream;

  OperatorApi(MesosModel model, Gate gate, Turn turn) {
    this.reads = new OperatorReads(model, gate);
    this.writes = new OperatorWrites(model, gate);
    this.stream = new EventStream(model, turn);
  }

  Ask ask(Request request, MasterView me, @Nullable String principal) {
    Call unread = Ask.call("/api/v1", "");
    Reply refused = refusedTypes(request);
    if (refused != null) {
      return new Ask.Done(unread, refused);
    }
    Fields call;
    String type;
    try {
      call = Fields.of(JsonText.read(request.bodyText()));
      type = call.string("type").orElse("");
    } catch (JsonText.SyntaxException e) {
      return bad(unread, "Failed to parse body into JSON: " + e.getMessage());
    } catch (Fields.ConversionException e) {
      return bad(unread, "Failed to convert JSON into Call protobuf: " + e.getMessage());
    }
    if (ABSENT.contains(type)) {
      return new Ask.Done(
          Ask.call(type, ""),
          Replies.text(501, "Call %s is not part of this simulation".formatted(type)));
    }
    if (!BARE.contains(type) && !WITH_MESSAGE.contains(type)) {
      return bad(unread, "Failed to validate master::Call: Expecting 'type' to be present");
    }
    try {
      return understood(request, call, type, me, principal);
    } catch (Fields.ConversionException e) {
      return bad(
          Ask.call(type, ""), "Failed to convert JSON into Call protobuf: " + e.getMessage());
    }
  }

  private Ask understood(
      Request request, Fields call, String type, MasterView me, @Nullable String principal)
      throws Fields.ConversionException {
    String name = type.toLowerCase(Locale.ROOT);
    Optional<Fields> message = call.message(name);
    if (WITH_MESSAGE.contains(type) && message.isEmpty()) {
      return bad(
          Ask.call(type, ""),
          "Failed to validate master::Call: Expecting '%s' to be present".formatted(name));
    }
    Reply refused = refusedAnswer(request);
    if (refused != null) {
      return new Ask.Done(Ask.call(type, ""), refused);
    }
    if (type.equals("SUBSCRIBE")) {
      return new Ask.Write(Ask.call(type, ""), stream::begin);
    }
    if (message.isEmpty() || type.equals("GET_METRICS")) {
      return reads.ask(type, me, principal);
    }
    return writes.ask(type, message.get(), principal);
  }

  static Ask bad(Call call, String text) {
    return new Ask.Done(call, Replies.text(400, text));
  }

  /** Whether the body comes in a form that is read at all; the masters know no parameters. */
  static @Nullable Reply refusedTypes(Request request) {
    String type = request.header("Content-Type").orElse("");
    if (type.isEmpty()) {
      return Replies.text(400, "Expecting 'Content-Type' to be present");
    }
    return type.equals(JSON)
        ? null
        : Replies.text(415, "Expecting 'Content-Type' of %s or %s".formatted(JSON, PROTOBUF));
  }

  /** Whether JSON may be answered; protobuf alone is not spoken here. */
  static @Nullable Reply refusedAnswer(Request request) {
    String accept = request.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
    boolean json =
        accept.contains(JSON) || accept.contains("*/*") || accept.contains("application/*");
    return json
        ? null
        : Replies.text(406, "Expecting 'Accept' to allow '%s' or '%s'".formatted(PROTOBUF, JSON));
  }
}
