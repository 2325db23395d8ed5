package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.definition.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code label=} of the list of apps: {@code a==b}, {@code a!=b}, {@code a in (x,y)}, {@code a}.
 */
final class LabelSelector {

  private static final String WORD = "([A-Za-z0-9_.\\-/]+)";
  private static final Pattern PART =
      Pattern.compile(
          "\\s*" + WORD + "\\s*(?:(==|!=)\\s*" + WORD + "|(in|notin)\\s*\\(([^)]*)\\))?\\s*(,|$)");

  private LabelSelector() {}

  static Predicate<Map<String, String>> parse(String selector) {
    List<Predicate<Map<String, String>>> all = new ArrayList<>();
    Matcher matcher = PART.matcher(selector);
    int position = 0;
    while (position < selector.length()) {
      matcher.region(position, selector.length());
      if (!matcher.lookingAt()) {
        throw Refusal.of(
            422, "Can not parse label selector " + selector + ". Reason: end of input expected");
      }
      all.add(part(matcher));
      position = matcher.end();
    }
    return labels -> all.stream().allMatch(each -> each.test(labels));
  }

  private static Predicate<Map<String, String>> part(Matcher matcher) {
    String key = matcher.group(1);
    String comparison = matcher.group(2);
    if (comparison != null) {
      String value = matcher.group(3);
      return comparison.equals("==")
          ? labels -> value.equals(labels.get(key))
          : labels -> labels.containsKey(key) && !value.equals(labels.get(key));
    }
    String set = matcher.group(4);
    if (set != null) {
      Set<String> values = Set.of(matcher.group(5).strip().split("\\s*,\\s*", -1));
      return set.equals("in")
          ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
          : labels -> labels.containsKey(key) && !values.contains(labels.get(key));
    }
    return labels -> labels.containsKey(key);
  }
}
