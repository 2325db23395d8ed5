package dev.pacer.installer.options.extension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition over options: {@code and or not ( )}, {@code == != < <= > >=}, {@code + - *},
 * numbers, {@code 'texts'}, {@code true false} and paths. A minus has spaces around it, as names
 * hold dashes. An option that is missing equals nothing, is not true, and counts as 0.
 */
final class Condition {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d+)?)|(?<text>'[^']*')|(?<name>[A-Za-z_][A-Za-z0-9_.-]*)"
              + "|(?<sign>==|!=|<=|>=|[<>()+*-]))\\s*");

  /** What a part of it comes to, over options. */
  private interface Part {
    JsonNode over(ObjectNode options);
  }

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final Part whole;
  private int next;

  private Condition(String text) {
    this.text = text;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && token.find(end) && token.start() == end) {
      tokens.add(token.group().strip());
      end = token.end();
    }
    if (end < text.length()) {
      throw wrong("'" + text.substring(end) + "'");
    }
    this.whole = either();
    if (next < tokens.size()) {
      throw wrong("'" + tokens.get(next) + "'");
    }
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException says what it cannot read
   */
  static Condition parse(String text) {
    return new Condition(text);
  }

  boolean holds(ObjectNode options) {
    return whole.over(options).asBoolean(false);
  }

  /** The options that it names, each once. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  private IllegalArgumentException wrong(String at) {
    return new IllegalArgumentException("x-check \"%s\": cannot read %s".formatted(text, at));
  }

  private boolean take(String token) {
    boolean there = next < tokens.size() && tokens.get(next).equals(token);
    next += there ? 1 : 0;
    return there;
  }

  private Part either() {
    Part left = both();
    while (take("or")) {
      Part first = left;
      Part second = both();
      left = options -> bool(isTrue(first, options) || isTrue(second, options));
    }
    return left;
  }

  private Part both() {
    Part left = not();
    while (take("and")) {
      Part first = left;
      Part second = not();
      left = options -> bool(isTrue(first, options) && isTrue(second, options));
    }
    return left;
  }

  private Part not() {
    if (take("not")) {
      Part inner = not();
      return options -> bool(!isTrue(inner, options));
    }
    return comparison();
  }

  private Part comparison() {
    Part left = sum();
    for (String sign : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (take(sign)) {
        Part right = sum();
        return options -> bool(compare(sign, left.over(options), right.over(options)));
      }
    }
    return left;
  }

  private static boolean compare(String sign, JsonNode left, JsonNode right) {
    int order = number(left).compareTo(number(right));
    boolean numbers = left.isNumber() && right.isNumber();
    boolean equal = numbers ? order == 0 : left.equals(right);
    return switch (sign) {
      case "==" -> equal;
      case "!=" -> !equal;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order > 0;
    };
  }

  private Part sum() {
    Part left = product();
    while (true) {
      if (take("+")) {
        left = arithmetic(left, product(), BigDecimal::add);
      } else if (take("-")) {
        left = arithmetic(left, product(), BigDecimal::subtract);
      } else {
        return left;
      }
    }
  }

  private Part product() {
    Part left = atom();
    while (take("*")) {
      left = arithmetic(left, atom(), BigDecimal::multiply);
    }
    return left;
  }

  private static Part arithmetic(Part left, Part right, BinaryOperator<BigDecimal> operation) {
    return options ->
        DecimalNode.valueOf(
            operation.apply(number(left.over(options)), number(right.over(options))));
  }

  private Part atom() {
    if (next >= tokens.size()) {
      throw wrong("its end");
    }
    if (take("(")) {
      Part inner = either();
      if (!take(")")) {
        throw wrong("a parenthesis that is not closed");
      }
      return inner;
    }
    String token = tokens.get(next++);
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      JsonNode number = DecimalNode.valueOf(new BigDecimal(token));
      return options -> number;
    }
    if (first == '\'') {
      JsonNode quoted = TextNode.valueOf(token.substring(1, token.length() - 1));
      return options -> quoted;
    }
    if (token.equals("true") || token.equals("false")) {
      JsonNode bool = bool(token.equals("true"));
      return options -> bool;
    }
    boolean name = Character.isLetter(first) || first == '_';
    if (!name || List.of("and", "or", "not").contains(token)) {
      throw wrong("'" + token + "'");
    }
    if (!paths.contains(token)) {
      paths.add(token);
    }
    return options -> ComputedLists.at(options, token);
  }

  private static boolean isTrue(Part part, ObjectNode options) {
    return part.over(options).asBoolean(false);
  }

  private static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  private static BigDecimal number(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : BigDecimal.ZERO;
  }
}
