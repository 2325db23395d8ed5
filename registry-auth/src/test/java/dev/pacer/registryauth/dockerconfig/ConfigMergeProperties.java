package dev.pacer.registryauth.dockerconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Json;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigMergeProperties {

  private static final Map<RegistryName, Login> OURS =
      Map.of(
          new RegistryName("ours.example"),
          new Login("u", new Secret("fake:1")),
          RegistryName.DOCKER_HUB,
          new Login("h", new Secret("fake2")));

  @Property(tries = 400)
  void othersStayInOrderAndOursAreThereOnce(@ForAll("configs") String there) {
    String merged = merge(there);
    JsonNode before = Json.parse(there);
    JsonNode after = Json.parse(merged);
    assertThat(foreign(after)).isEqualTo(foreign(before));
    assertThat(read(merged).logins()).containsAllEntriesOf(OURS);
    assertThat(hosts(after.path("auths"))).doesNotHaveDuplicates();
    assertThat(merge(merged)).isEqualTo(merged);
  }

  private static String merge(String there) {
    return new ConfigMerge(OURS, Set.of(), Set.of()).into(read(there));
  }

  private static ConfigReading.Found read(String text) {
    return ConfigReading.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isOurs(String key) {
    return RegistryName.ofConfigKey(key).filter(OURS::containsKey).isPresent();
  }

  private static List<String> hosts(JsonNode auths) {
    List<String> ours = new ArrayList<>();
    auths.fieldNames().forEachRemaining(key -> ours.add(key));
    ours.removeIf(key -> !isOurs(key));
    ours.replaceAll(key -> RegistryName.ofConfigKey(key).orElseThrow().host());
    return ours;
  }

  /** All that is not ours, in order, as texts. */
  private static List<String> foreign(JsonNode root) {
    List<String> all = new ArrayList<>();
    root.properties()
        .forEach(
            member -> {
              if (member.getKey().equals("auths") || member.getKey().equals("credHelpers")) {
                member
                    .getValue()
                    .properties()
                    .forEach(
                        inner -> {
                          if (!isOurs(inner.getKey())) {
                            all.add(member.getKey() + "/" + inner);
                          }
                        });
              } else {
                all.add(member.toString());
              }
            });
    return all;
  }

  @Provide
  Arbitrary<String> configs() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "ours.example",
            "https://ours.example/v1/",
            "OURS.example/",
            "docker.io",
            "a.example",
            "https://index.docker.io/v1/",
            "b.example:5000",
            "c\"{,}\\example",
            "ours.example:80");
    Arbitrary<JsonNode> entries =
        Arbitraries.of(
                "{}", "{\"auth\":\"YTpi\"}", "{\"auth\":\"YTpi\",\"email\":null,\"n\":[1.0]}")
            .map(Json::parse);
    Arbitrary<JsonNode> auths =
        Arbitraries.maps(keys, entries).ofMaxSize(6).map(ConfigMergeProperties::object);
    Arbitrary<JsonNode> helpers =
        Arbitraries.maps(keys, Arbitraries.of("\"ecr-login\"", "\"\"").map(Json::parse))
            .ofMaxSize(4)
            .map(ConfigMergeProperties::object);
    Arbitrary<JsonNode> others =
        Arbitraries.of("1.50", "\"}{\\\\\"", "[[],{}]", "{\"auths\":{}}", "null").map(Json::parse);
    return Combinators.combine(
            auths,
            helpers,
            Arbitraries.maps(Arbitraries.of("x", "HttpHeaders2", "detach\u00e9"), others)
                .ofMaxSize(3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false))
        .as(
            (a, h, o, shape, pretty) -> {
              ObjectNode root = JsonNodeFactory.instance.objectNode();
              if (shape % 2 == 0) {
                root.set("auths", a);
              }
              o.forEach(root::set);
              if (shape > 1) {
                root.set("credHelpers", h);
              }
              return pretty ? root.toPrettyString() + "\n" : Json.write(root);
            });
  }

  private static JsonNode object(Map<String, JsonNode> members) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(object::set);
    return object;
  }
}
