package dev.pacer.registryauth.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to authenticate that a server offers in {@code WWW-Authenticate}.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by lower-case name, without their quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {

  /** A scheme, or a parameter with a value in quotes (which may hold commas) or without. */
  private static final Pattern PART =
      Pattern.compile(
          "\\G[\\s,]*(?:([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]*))|([A-Za-z0-9!#$%&'*+.^_`|~-]+))");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All challenges of all header lines, in order; what makes no sense is left out. */
  static List<Challenge> read(List<String> lines) {
    List<Challenge> all = new ArrayList<>();
    for (String line : lines) {
      Matcher part = PART.matcher(line);
      String scheme = "";
      Map<String, String> parameters = new LinkedHashMap<>();
      while (part.find()) {
        if (part.group(4) != null) {
          if (!scheme.isEmpty()) {
            all.add(new Challenge(scheme, parameters));
          }
          scheme = part.group(4).toLowerCase(Locale.ROOT);
          parameters = new LinkedHashMap<>();
        } else {
          String quoted = part.group(2);
          parameters.putIfAbsent(
              part.group(1).toLowerCase(Locale.ROOT),
              quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : part.group(3));
        }
      }
      if (!scheme.isEmpty()) {
        all.add(new Challenge(scheme, parameters));
      }
    }
    return all;
  }

  /** The first of that scheme. */
  static Optional<Challenge> find(List<Challenge> all, String scheme) {
    return all.stream().filter(challenge -> challenge.scheme().equals(scheme)).findFirst();
  }
}
