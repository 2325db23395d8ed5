package dev.pacer.installer.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.ExactJson;
import org.junit.jupiter.api.Test;

class OptionsSchemaTest {

  private static ObjectNode json(String text) {
    return (ObjectNode) ExactJson.parse(text);
  }

  private static String defaults(String schema) {
    return ExactJson.write(new OptionsSchema(json(schema)).defaults());
  }

  @Test
  void aDefaultOnAnObjectHidesThoseOfItsMembers() {
    assertThat(
            defaults(
                """
                {"properties":{"a":{"default":{"x":1},"properties":{"y":{"default":2}}}}}\
                """))
        .isEqualTo("{\"a\":{\"x\":1}}");
  }

  @Test
  void anObjectWithoutDefaultsVanishesAndNullIsADefault() {
    assertThat(
            defaults(
                """
                {"properties":{"a":{"properties":{"b":{"type":"string"}}},"n":{"default":null},
                 "items":{"items":{"default":1}},"odd":7}}\
                """))
        .isEqualTo("{\"n\":null}");
  }

  @Test
  void aSchemaIsJudgedByItsOwnDraft() {
    SchemaVerdict verdict =
        new OptionsSchema(json("{\"properties\":{\"a\":{\"required\":true}}}"))
            .validate(json("{\"a\":1}"));
    assertThat(verdict).isInstanceOf(SchemaVerdict.InvalidSchema.class);
  }

  @Test
  void idsAndVersionlessSchemasDoNotMatterUnlessTheyAreOptions() {
    OptionsSchema schema =
        new OptionsSchema(
            json(
                """
                {"$schema":"http://json-schema.org/schema#","id":"/x",
                 "properties":{"id":{"type":"string","id":"/properties/id"}}}\
                """));
    assertThat(schema.validate(json("{\"id\":\"a\"}"))).isInstanceOf(SchemaVerdict.Valid.class);
    assertThat(schema.validate(json("{\"id\":2}"))).isInstanceOf(SchemaVerdict.Mismatch.class);
  }
}
