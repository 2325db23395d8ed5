package dev.pacer.simulator.registry.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is for.
 *
 * @param repository empty for the whole registry
 * @param reference tag or digest; empty where there is none
 */
record Wanted(What what, String repository, String reference) {

  /** The endpoints. */
  enum What {
    BASE("/v2/"),
    CATALOG("/v2/_catalog"),
    TAGS("/v2/{name}/tags/list"),
    MANIFEST("/v2/{name}/manifests/{reference}"),
    BLOB("/v2/{name}/blobs/{digest}"),
    UPLOAD("/v2/{name}/blobs/uploads/");

    private final String route;

    What(String route) {
      this.route = route;
    }

    /** As fault rules name it. */
    String route() {
      return route;
    }
  }

  private static final String NAME =
      "([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)";
  private static final String DIGEST =
      "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z0-9]+)*:[0-9a-fA-F]{32,}";
  private static final Pattern TAGS = Pattern.compile("/v2/" + NAME + "/tags/list");
  private static final Pattern MANIFEST =
      Pattern.compile("/v2/" + NAME + "/manifests/([\\w][\\w.-]{0,127}|" + DIGEST + ")");
  private static final Pattern BLOB = Pattern.compile("/v2/" + NAME + "/blobs/(" + DIGEST + ")");
  private static final Pattern UPLOAD = Pattern.compile("/v2/" + NAME + "/blobs/uploads/(.*)");

  /** Reads a path; empty when no endpoint has it. */
  static Optional<Wanted> read(String path) {
    if (path.equals("/v2/")) {
      return Optional.of(new Wanted(What.BASE, "", ""));
    }
    if (path.equals("/v2/_catalog")) {
      return Optional.of(new Wanted(What.CATALOG, "", ""));
    }
    Matcher matcher = TAGS.matcher(path);
    if (matcher.matches()) {
      return Optional.of(new Wanted(What.TAGS, matcher.group(1), ""));
    }
    return matched(MANIFEST.matcher(path), What.MANIFEST)
        .or(() -> matched(BLOB.matcher(path), What.BLOB))
        .or(() -> matched(UPLOAD.matcher(path), What.UPLOAD));
  }

  private static Optional<Wanted> matched(Matcher matcher, What what) {
    return matcher.matches()
        ? Optional.of(new Wanted(what, matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** What the request does there, in the order in which challenges name it. */
  static List<String> actions(String method) {
    return switch (method) {
      case "GET", "HEAD" -> List.of("pull");
      case "DELETE" -> List.of("delete");
      default -> List.of("pull", "push");
    };
  }
}
