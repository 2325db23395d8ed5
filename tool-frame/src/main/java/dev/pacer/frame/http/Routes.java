package dev.pacer.frame.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the handler for a method and path. Patterns hold {@code {x}} for one segment, {@code {x*}}
 * for one or more, and a last {@code *} for any rest; of several that match, the one with most
 * literal segments wins. A HEAD request goes to the GET handler.
 */
public final class Routes implements Handler {

  /** Answers a request whose path is known for other methods. */
  @FunctionalInterface
  public interface WrongMethod {
    Reply handle(Request request, Set<String> allowed);
  }

  private record Route(PathPattern pattern, Map<String, Handler> handlers) {}

  private final List<Route> routes;
  private final Handler notFound;
  private final WrongMethod wrongMethod;

  private Routes(Builder builder) {
    this.routes = new ArrayList<>();
    builder.routes.forEach(
        (pattern, handlers) ->
            routes.add(new Route(new PathPattern(pattern), Map.copyOf(handlers))));
    routes.sort(Comparator.comparingInt((Route route) -> route.pattern().weight()).reversed());
    this.notFound = builder.notFound;
    this.wrongMethod = builder.wrongMethod;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Reply handle(Request request) {
    Set<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.pattern().match(request.rawPath());
      if (variables.isPresent()) {
        Handler handler = route.handlers().get(request.method());
        if (handler == null && request.method().equals("HEAD")) {
          handler = route.handlers().get("GET");
        }
        if (handler != null) {
          return handler.handle(request.withVariables(variables.get()));
        }
        allowed.addAll(route.handlers().keySet());
      }
    }
    if (allowed.isEmpty()) {
      return notFound.handle(request);
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return wrongMethod.handle(request, allowed);
  }

  /** Collects routes. */
  public static final class Builder {
    private final Map<String, Map<String, Handler>> routes = new LinkedHashMap<>();
    private Handler notFound = request -> Reply.text(404, "nothing is at this address\n");
    private WrongMethod wrongMethod =
        (request, allowed) ->
            Reply.text(405, "allowed here: " + String.join(", ", allowed) + "\n")
                .with("Allow", String.join(", ", allowed));

    private Builder() {}

    /**
     * Adds a route.
     *
     * @throws IllegalArgumentException when the method and pattern are taken
     */
    public Builder on(String method, String pattern, Handler handler) {
      String verb = method.toUpperCase(Locale.ROOT);
      if (routes.computeIfAbsent(pattern, p -> new LinkedHashMap<>()).putIfAbsent(verb, handler)
          != null) {
        throw new IllegalArgumentException("two handlers for " + verb + " " + pattern);
      }
      return this;
    }

    public Builder get(String pattern, Handler handler) {
      return on("GET", pattern, handler);
    }

    public Builder post(String pattern, Handler handler) {
      return on("POST", pattern, handler);
    }

    public Builder put(String pattern, Handler handler) {
      return on("PUT", pattern, handler);
    }

    public Builder delete(String pattern, Handler handler) {
      return on("DELETE", pattern, handler);
    }

    /** Answers what no route matches. */
    public Builder notFound(Handler handler) {
      this.notFound = handler;
      return this;
    }

    /** Answers a known path asked with another method. */
    public Builder wrongMethod(WrongMethod handler) {
      this.wrongMethod = handler;
      return this;
    }

    public Routes build() {
      return new Routes(this);
    }
  }
}
