package dev.pacer.simulator.marathon.capture;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares an answer's JSON with a captured one as the captures' README says: all names and types,
 * absence, enum strings, messages and orders; ids, times, hosts and counters by form only. What the
 * two call differently (ids, versions) is noted, so that later requests can be translated.
 */
final class Comparison {

  static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  private static final Pattern FINE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
  static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern HOST = Pattern.compile("127\\.0\\.0\\.\\d+");
  private static final Pattern MESOS_ID = Pattern.compile(".+-(S|O)?\\d+");

  private static final Set<String> UNORDERED =
      Set.of(
          "apps",
          "tasks",
          "versions",
          "deployments",
          "queue",
          "lastUnusedOffers",
          "details",
          "*",
          "instances",
          "resources",
          "attributes",
          "pods",
          "groups",
          "readinessCheckResults",
          "healthCheckResults",
          "",
          "errors",
          "features",
          "affectedApps");
  private static final Set<String> COUNTED =
      Set.of(
          "processedOffersCount",
          "unusedOffersCount",
          "processed",
          "timeLeftSeconds",
          "averageSeconds",
          "medianSeconds",
          "begin",
          "end");
  private static final Set<String> FREE_TEXT =
      Set.of("buildref", "frameworkId", "body", "master", "mesos_leader_ui_url", "zk");

  /** A longer list of versions holds those of steps that were not captured. */
  private static final int MANY = 10;

  private final List<String> differences = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /** Whether Mesos below was a real one, so that the texts of failures count too. */
  private final boolean realMesos;

  private Comparison(boolean realMesos) {
    this.realMesos = realMesos;
  }

  /** Compares; an empty list: nothing differs. */
  static Comparison of(Object expected, Object actual, boolean realMesos) {
    Comparison comparison = new Comparison(realMesos);
    comparison.value("", "", expected, actual);
    return comparison;
  }

  List<String> differences() {
    return differences;
  }

  /** Captured ids and versions, by what stands in their place here. */
  Map<String, String> names() {
    return names;
  }

  private void differ(String path, Object expected, Object actual) {
    differences.add(
        path
            + ": expected "
            + cut(JsonWriter.text(expected))
            + ", was "
            + cut(JsonWriter.text(actual)));
  }

  private static String cut(String text) {
    return text.length() > 160 ? text.substring(0, 160) + "…" : text;
  }

  private void value(String path, String name, Object expected, Object actual) {
    if (expected instanceof Doc e && actual instanceof Doc a) {
      objects(path, e, a);
    } else if (expected instanceof List<?> e && actual instanceof List<?> a) {
      lists(path, name, e, a);
    } else if (expected instanceof String e && actual instanceof String a) {
      texts(path, name, e, a);
    } else if (expected instanceof Number e && actual instanceof Number a) {
      numbers(path, name, e, a);
    } else if (expected == null || actual == null || expected.getClass() != actual.getClass()) {
      if (expected != actual) {
        differ(path, expected, actual);
      }
    } else if (!expected.equals(actual)) {
      differ(path, expected, actual);
    }
  }

  private void objects(String path, Doc expected, Doc actual) {
    Set<String> missing = new TreeSet<>(expected.fields().keySet());
    missing.removeAll(actual.fields().keySet());
    Set<String> surplus = new TreeSet<>(actual.fields().keySet());
    surplus.removeAll(expected.fields().keySet());
    if (!missing.isEmpty()) {
      differences.add(path + ": fields missing: " + missing);
    }
    if (!surplus.isEmpty()) {
      differences.add(path + ": fields that should not be there: " + surplus);
    }
    expected
        .fields()
        .forEach(
            (field, value) -> {
              if (actual.fields().containsKey(field)) {
                value(path + "/" + field, field, value, actual.get(field));
              }
            });
  }

  private void lists(String path, String name, List<?> expected, List<?> actual) {
    if (name.equals("ports") || name.equals("ranges")) {
      if (expected.isEmpty() != actual.isEmpty()
          || (name.equals("ports") && expected.size() != actual.size())) {
        differ(path, expected, actual);
      }
      return;
    }
    boolean versions =
        !expected.isEmpty()
            && expected.stream().allMatch(e -> e instanceof String t && TIME.matcher(t).matches());
    if (expected.size() != actual.size() && !(versions && expected.size() > MANY)) {
      differ(path, expected, actual);
      return;
    }
    if (versions) {
      times(path, expected, actual);
      return;
    }
    if (!UNORDERED.contains(name)) {
      for (int i = 0; i < expected.size(); i++) {
        value(path + "[" + i + "]", name + "[]", expected.get(i), actual.get(i));
      }
      return;
    }
    List<Object> left = new ArrayList<>(actual);
    for (Object each : expected) {
      Comparison best = null;
      Object chosen = null;
      for (Object candidate : left) {
        Comparison tried = new Comparison(realMesos);
        tried.value(path + "[]", name + "[]", each, candidate);
        if (best == null || tried.differences.size() < best.differences.size()) {
          best = tried;
          chosen = candidate;
        }
      }
      left.remove(chosen);
      if (best != null) {
        differences.addAll(best.differences);
        names.putAll(best.names);
      }
    }
  }

  /** Lists of versions have no order; sorted, they belong together. */
  private void times(String path, List<?> expected, List<?> actual) {
    List<String> here = actual.stream().map(String::valueOf).sorted().toList();
    List<String> there = expected.stream().map(String::valueOf).sorted().toList();
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      if (!TIME.matcher(here.get(i)).matches()) {
        differ(path, expected, actual);
        return;
      }
      names.put(there.get(i), here.get(i));
    }
  }

  private void texts(String path, String name, String expected, String actual) {
    if (expected.equals(actual)) {
      return;
    }
    if (both(TIME, expected, actual)
        || both(UUID, expected, actual)
        || both(HOST, expected, actual)) {
      names.put(expected, actual);
      return;
    }
    if (FREE_TEXT.contains(name) || (!realMesos && path.endsWith("/lastTaskFailure/message"))) {
      return;
    }
    if (name.equals("zone") || name.equals("agentZone")) {
      if (!actual.matches("us-east-1[abc]|eu-west-1a")) {
        differ(path, expected, actual);
      }
      return;
    }
    if ((name.equals("id") || name.equals("agentId") || name.equals("slaveId"))
        && both(MESOS_ID, expected, actual)
        && !expected.contains("instance-")) {
      return;
    }
    String expectedForm = form(expected);
    if (expectedForm.equals(form(actual))) {
      if (expected.contains(".instance-")) {
        names.put(expected, actual);
        names.put(instance(expected), instance(actual));
      }
      return;
    }
    differ(path, expected, actual);
  }

  private static String instance(String taskId) {
    int end = taskId.indexOf('.', taskId.indexOf(".instance-") + 10);
    return end < 0 ? taskId : taskId.substring(0, end);
  }

  /** A text with everything in it that differs from run to run replaced. */
  private static String form(String text) {
    String form = FINE_TIME.matcher(text).replaceAll("<fine time>");
    form = TIME.matcher(form).replaceAll("<time>");
    form = UUID.matcher(form).replaceAll("<uuid>");
    form = HOST.matcher(form).replaceAll("<host>");
    return form.replaceAll("\\.(_app|web|side|c1)\\.\\d+$", ".$1.<n>");
  }

  private static boolean both(Pattern pattern, String expected, String actual) {
    return pattern.matcher(expected).matches() && pattern.matcher(actual).matches();
  }

  private void numbers(String path, String name, Number expected, Number actual) {
    double e = expected.doubleValue();
    double a = actual.doubleValue();
    if (JsonWriter.text(expected).contains(".") != JsonWriter.text(actual).contains(".")) {
      differ(path, expected, actual);
      return;
    }
    if (e == a || COUNTED.contains(name)) {
      return;
    }
    if (name.equals("declined") || name.equals("consecutiveFailures")) {
      if ((e > 0) != (a > 0)) {
        differ(path, expected, actual);
      }
      return;
    }
    boolean hostPort = name.equals("allocatedHostPort");
    boolean servicePort =
        (name.equals("port") || name.equals("servicePort") || name.equals("servicePorts[]"))
            && e >= 10000
            && a >= 10000;
    boolean offered = name.equals("scalar") && a > 0;
    boolean metric = name.equals("value") || name.equals("count");
    if (!hostPort && !servicePort && !offered && !(metric && path.contains("gauge"))) {
      differ(path, expected, actual);
    }
  }
}
