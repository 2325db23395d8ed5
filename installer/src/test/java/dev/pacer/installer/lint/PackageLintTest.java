package dev.pacer.installer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import dev.pacer.installer.universe.PackagingVersion;
import dev.pacer.installer.universe.Sample;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackageLintTest {

  private static final String NAME =
      "\"name\": {\"type\": \"string\", \"default\": \"web\", \"pattern\": \"^[a-z]+$\"}";
  private static final String ID = "\"id\": \"{{name}}\"";

  /** A revision of one template, one schema and resources. */
  private static PackageJson revision(String template, String schema, String resource) {
    return PackageJsonReader.loose(
        PackagingVersion.V4,
        "web",
        "1.0",
        0,
        Optional.of(template),
        ExactJson.parse(schema),
        ExactJson.parse(resource));
  }

  private static String options(String more) {
    return "{\"additionalProperties\": false, \"properties\": {%s%s}}"
        .formatted(NAME, more.isEmpty() ? "" : ", " + more);
  }

  private static List<Rule> rules(PackageJson revision) {
    return PackageLint.check(revision).stream().map(Finding::rule).toList();
  }

  @Test
  void aPackageWithNothingWrongHasNoFindings() {
    assertThat(
            PackageLint.check(
                revision(
                    "{" + ID + ", \"cpus\": {{cpus}}{{#on}}, \"user\": \"nobody\"{{/on}}}",
                    options(
                        "\"cpus\": {\"type\": \"number\", \"default\": 1},"
                            + " \"on\": {\"type\": \"boolean\", \"default\": false}"),
                    "{\"assets\": {\"container\": {\"docker\": {\"web\": \"web:1.2\"}}}}")))
        .isEmpty();
  }

  private static Arguments schema(Rule rule, String schema) {
    return Arguments.of(rule, "{\"id\": \"{{name}}{{x}}\"}", schema, "{}");
  }

  private static Arguments option(Rule rule, String name, String option) {
    return Arguments.of(
        rule,
        "{\"id\": \"{{name}}\", \"user\": \"{{%s}}\"}".formatted(name),
        options("\"%s\": %s".formatted(name, option)),
        "{}");
  }

  private static Arguments template(Rule rule, String template, String more) {
    return Arguments.of(rule, template, options(more), "{}");
  }

  static List<Arguments> planted() {
    return List.of(
        schema(Rule.SCHEMA_INVALID, "{\"properties\": {\"x\": {\"type\": \"strin\"}}}"),
        schema(
            Rule.SCHEMA_DIALECT,
            "{\"$schema\": \"http://json-schema.org/schema#\", \"properties\": {" + NAME + "}}"),
        schema(Rule.SCHEMA_STRING_ID, "{\"id\": \"/\", \"properties\": {" + NAME + "}}"),
        schema(Rule.UNKNOWN_OPTIONS_TAKEN, "{\"properties\": {" + NAME + "}}"),
        schema(
            Rule.REQUIRED_AMONG_PROPERTIES,
            "{\"properties\": {\"s\": {\"properties\": {\"required\": [\"a\"], \"a\": {}}}}}"),
        schema(
            Rule.REQUIRED_WITHOUT_DEFAULT,
            "{\"properties\": {"
                + NAME
                + ", \"x\": {\"type\": \"string\"}}, \"required\": [\"x\"]}"),
        schema(
            Rule.REQUIRED_OBJECT_VANISHES,
            "{\"properties\": {"
                + NAME
                + ", \"x\": {\"type\": \"object\", \"properties\": {\"y\": {}}}},"
                + " \"required\": [\"x\"]}"),
        schema(
            Rule.DEFAULT_HIDES_MEMBERS,
            "{\"properties\": {"
                + NAME
                + ", \"x\": {\"default\": {}, \"properties\": {\"y\": {\"default\": 1}}}}}"),
        schema(
            Rule.OPTION_IN_BRANCH,
            "{\"properties\": {"
                + NAME
                + "}, \"oneOf\": [{\"properties\": {\"x\": {\"type\": \"string\"}}}]}"),
        schema(
            Rule.CONDITION_UNREADABLE,
            "{\"x-check\": [{\"that\": \"x =\"}], \"properties\": {" + NAME + "}}"),
        option(Rule.UNKNOWN_KEYWORD, "x", "{\"type:\": \"string\", \"default\": \"\"}"),
        option(Rule.DEFAULT_BREAKS_SCHEMA, "x", "{\"type\": \"integer\", \"default\": \"3306\"}"),
        option(Rule.OPTION_NAMED_RESOURCE, "resource", "{\"type\": \"string\", \"default\": \"\"}"),
        option(Rule.ODD_OPTION_NAME, "a b", "{\"type\": \"string\", \"default\": \"\"}"),
        option(
            Rule.HUGE_NUMBER, "x", "{\"type\": \"number\", \"default\": 1.7976931348623157E308}"),
        option(
            Rule.SECRET_WITH_DEFAULT,
            "x",
            "{\"type\": \"string\", \"format\": \"password\", \"default\": \"fake\"}"),
        template(
            Rule.DEAD_OPTION, "{" + ID + "}", "\"x\": {\"type\": \"string\", \"default\": \"\"}"),
        template(Rule.UNDEFINED_VARIABLE, "{" + ID + ", \"user\": \"{{nobody}}\"}", ""),
        template(Rule.ODD_TAG, "{" + ID + ", \"user\": \"{{ #name }}\"}", ""),
        template(Rule.ODD_TAG, "{" + ID + ", \"user\": \"{{ some .{x} }}\"}", ""),
        template(
            Rule.ZERO_IS_TRUE,
            "{" + ID + "{{#x}}, \"mem\": {{x}}{{/x}}}",
            "\"x\": {\"type\": \"integer\", \"default\": 0}"),
        template(
            Rule.REFLECTION,
            "{" + ID + "{{^x.isEmpty}}, \"user\": \"a\"{{/x.isEmpty}}}",
            "\"x\": {\"type\": \"array\", \"default\": []}"),
        template(
            Rule.SECTION_OF_ITSELF,
            "{" + ID + "{{#x}}{{#x}}, \"user\": \"a\"{{/x}}{{/x}}}",
            "\"x\": {\"type\": \"boolean\", \"default\": true}"),
        template(Rule.PARTIAL, "{" + ID + "{{>more}}}", ""),
        template(Rule.RENDERS_NOT, "{" + ID + ",}", ""),
        template(Rule.RENDERS_NOT, "{" + ID + "{{#name}}}", ""),
        template(
            Rule.LEGACY_ONLY,
            "{" + ID + ", \"args\": [{{{x}}}]}",
            "\"x\": {\"type\": \"string\", \"default\": \"\\\"a\\\", \\\"b\\\"\"}"),
        template(
            Rule.BOOLEAN_BREAKS,
            "{" + ID + "{{#x}}, {{/x}}}",
            "\"x\": {\"type\": \"boolean\", \"default\": false}"),
        template(
            Rule.QUOTE_BREAKS,
            "{" + ID + ", \"mem\": {{x}}}",
            "\"x\": {\"type\": \"string\", \"default\": \"12\"}"),
        template(
            Rule.EMPTY_BREAKS,
            "{" + ID + ", \"mem\": {{x}}}",
            "\"x\": {\"type\": \"string\", \"default\": \"12\"}"),
        template(
            Rule.LIST_BREAKS,
            "{" + ID + "{{#x}}, \"user\": \"{{.}}\"{{/x}}}",
            "\"x\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"default\": []}"),
        template(Rule.GROUP, "{" + ID + ", \"apps\": []}", ""),
        template(Rule.ID_IS_NO_OPTION, "{\"id\": \"/x/{{name}}\"}", ""),
        template(Rule.UNKNOWN_MARATHON_MEMBER, "{" + ID + ", \"maintainer\": \"a\"}", ""),
        template(Rule.OLD_MARATHON_FORM, "{" + ID + ", \"uris\": []}", ""),
        template(
            Rule.OLD_MARATHON_FORM,
            "{" + ID + ", \"healthChecks\": [{\"protocol\": \"TCP\"}]}",
            ""),
        Arguments.of(
            Rule.IMAGE_NOT_PINNED,
            "{" + ID + "}",
            options(""),
            "{\"assets\": {\"container\": {\"docker\": {\"a\": \"h:5000/web\"}}}}"),
        Arguments.of(
            Rule.PLAIN_HTTP,
            "{" + ID + "}",
            options(""),
            "{\"assets\": {\"uris\": {\"a\": \"http://example.invalid/a.tgz\"}}}"),
        Arguments.of(
            Rule.NOT_ASCII,
            "{" + ID + "}",
            options("").replace("{\"add", "{\"title\": \"\u00e9\", \"add"),
            "{}"));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void whatIsPlantedIsFound(Rule rule, String template, String schema, String resource) {
    assertThat(rules(revision(template, schema, resource))).contains(rule);
  }

  private static PackageJson entry(int release, String version, String more) {
    JsonNode entry =
        ExactJson.parse(
            """
            {"packagingVersion": "4.0", "name": "web", "version": "%s", "releaseVersion": %d,
             "maintainer": "a", "description": "b", "tags": []%s}\
            """
                .formatted(version, release, more));
    return PackageJsonReader.read(entry).orThrow();
  }

  @Test
  void whatPackageJsonSaysIsToldOn() {
    assertThat(rules(entry(0, "1", ", \"minDcosReleaseVersion\": \"999\"")))
        .contains(Rule.WITHDRAWN);
    assertThat(rules(entry(0, "1", ", \"hasKnownIssues\": true"))).contains(Rule.KNOWN_ISSUES);
    assertThat(rules(entry(0, "1", ", \"command\": {\"pip\": []}"))).contains(Rule.COMMAND_IGNORED);
    assertThat(rules(entry(0, "1", ", \"manager\": {\"packageName\": \"a\"}")))
        .contains(Rule.MANAGED);
  }

  @Test
  void revisionsAreComparedByTheirReleases() {
    List<PackageJson> revisions =
        List.of(entry(3, "2.5.1", ""), entry(1, "3.0", ""), entry(7, "3.0", ""), entry(9, "x", ""));

    assertThat(PackageLint.checkAll(revisions))
        .extracting(Finding::rule)
        .containsExactly(Rule.VERSIONS_BACKWARDS, Rule.VERSION_TWICE);
  }

  @Test
  void everyRuleIsPlantedSomewhere() {
    Set<Rule> covered = EnumSet.noneOf(Rule.class);
    planted().forEach(one -> covered.add((Rule) one.get()[0]));
    covered.addAll(
        List.of(
            Rule.WITHDRAWN,
            Rule.KNOWN_ISSUES,
            Rule.COMMAND_IGNORED,
            Rule.MANAGED,
            Rule.VERSIONS_BACKWARDS,
            Rule.VERSION_TWICE));

    assertThat(covered).isEqualTo(EnumSet.allOf(Rule.class));
  }

  @Test
  void othersPackagesAreReadToTheEnd() {
    List<String> lines = new ArrayList<>();
    Sample.packages()
        .values()
        .forEach(revision -> PackageLint.check(revision).forEach(f -> lines.add(f.toString())));

    assertThat(lines)
        .hasSizeGreaterThan(100)
        .allMatch(line -> line.matches("(?s)(error|warning|note) [a-z-]+ .*\\."));
  }
}
