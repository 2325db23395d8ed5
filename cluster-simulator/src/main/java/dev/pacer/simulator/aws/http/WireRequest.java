package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Request;
import dev.pacer.simulator.aws.CallGate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request, with what its signature and its form tell.
 *
 * @param service as credential scopes name it
 */
record WireRequest(
    Request http, String service, CallGate.Credentials credentials, QueryParameters form) {

  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request");
  private static final Pattern SCOPE =
      Pattern.compile("([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request");

  static WireRequest read(Request http) {
    Optional<Matcher> signature =
        http.header("Authorization").map(CREDENTIAL::matcher).filter(Matcher::find);
    if (signature.isEmpty()) {
      signature = http.parameter("X-Amz-Credential").map(SCOPE::matcher).filter(Matcher::matches);
    }
    QueryParameters form = QueryParameters.read(formText(http));
    Optional<String> token =
        http.header("X-Amz-Security-Token").or(() -> http.parameter("X-Amz-Security-Token"));
    return new WireRequest(
        http,
        signature
            .map(match -> match.group(4).toLowerCase(Locale.ROOT))
            .orElseGet(() -> guess(http, form)),
        new CallGate.Credentials(signature.map(match -> match.group(1)), token),
        form);
  }

  private static String formText(Request http) {
    boolean form =
        http.header("Content-Type")
            .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form"))
            .orElse(false);
    String inBody = form ? http.bodyText() : "";
    return http.rawQuery().map(query -> query + "&" + inBody).orElse(inBody);
  }

  /** The service of an unsigned request, by what only that service is sent. */
  private static String guess(Request http, QueryParameters form) {
    String target = http.header("X-Amz-Target").orElse("");
    if (target.startsWith("AmazonEC2ContainerRegistry")) {
      return "ecr";
    }
    if (target.startsWith("secretsmanager.")) {
      return "secretsmanager";
    }
    if (target.startsWith("AmazonSQS.")) {
      return "sqs";
    }
    return switch (form.text("Version").orElse("")) {
      case "2011-01-01" -> "autoscaling";
      case "2011-06-15" -> "sts";
      case "2016-11-15" -> "ec2";
      default -> "s3";
    };
  }

  /** What follows the last dot of {@code X-Amz-Target}. */
  String targetAction() {
    String target = http.header("X-Amz-Target").orElse("");
    return target.substring(target.lastIndexOf('.') + 1);
  }
}
