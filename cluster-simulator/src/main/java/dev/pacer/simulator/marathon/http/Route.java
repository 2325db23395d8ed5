package dev.pacer.simulator.marathon.http;

import java.util.function.Function;

/**
 * Who answers a request.
 *
 * @param operation as fault rules name it: {@code PUT /v2/apps/{id}}
 * @param subject what it is about; empty for nothing in particular
 * @param accepts the media types of which the client must take one
 */
record Route(
    String operation, String subject, String accepts, Function<ApiRequest, Answer> answer) {

  static Route json(String operation, String subject, Function<ApiRequest, Answer> answer) {
    return new Route(operation, subject, Answer.JSON, answer);
  }
}
