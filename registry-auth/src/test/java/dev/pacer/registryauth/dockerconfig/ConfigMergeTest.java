package dev.pacer.registryauth.dockerconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMergeTest {

  private static final RegistryName OURS = new RegistryName("registry.example:5000");
  private static final Login LOGIN = new Login("puller", new Secret("fake:1"));
  private static final String AUTH = LOGIN.auth();

  private static ConfigReading.Found read(String text) {
    return ConfigReading.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String merge(String there) {
    return new ConfigMerge(Map.of(OURS, LOGIN), Set.of(), Set.of()).into(read(there));
  }

  @Test
  void whatIsNotOursKeepsEveryCharacter() {
    String there =
        """
        {
        \t"HttpHeaders": {"User-Agent": "Docker-Client\\/1.0 (\\u006cinux)"},
            "auths" : {
                "other.example": { "auth": "b3RoZXI6ZmFrZQ==", "email": null, "x": 1.50e+03 },
                "registry.example:5000": {"auth": "b2xkOmZha2U="}
            },
          "credHelpers": { "x.example" : "ecr-login" },
          "psFormat":"table {{.ID}}\\t\\"{}\\""   ,
          "aliases": [ {"a":"}"}, [ ] ]
        }

        """;
    assertThat(merge(there))
        .isEqualTo(there.replace("{\"auth\": \"b2xkOmZha2U=\"}", "{\"auth\":\"" + AUTH + "\"}"));
  }

  @Test
  void mergingAgainChangesNothing() {
    String once = merge("{ \"auths\" : { } , \"x\":[1,2] }\n");
    assertThat(merge(once)).isEqualTo(once);
    String indented =
        "{\"auths\":{\"registry.example:5000\": {\n  \"auth\": \"" + AUTH + "\"\n }}}";
    assertThat(merge(indented)).isEqualTo(indented);
  }

  @Test
  void aNewEntryTakesTheIndentationOfItsNeighbours() {
    assertThat(merge("{\n  \"auths\": {\n    \"a.example\": {}\n  }\n}\n"))
        .isEqualTo(
            "{\n  \"auths\": {\n    \"a.example\": {},\n    \"registry.example:5000\": {\"auth\":\""
                + AUTH
                + "\"}\n  }\n}\n");
  }

  @Test
  void everyAliasOfOursGoes() {
    String merged =
        merge(
            """
            {"auths":{"https://registry.example:5000/v1/":{"auth":"YTpi"},"a.example":{},
            "registry.example:5000/team":{"auth":"YTpi"},"HTTP://Registry.Example:5000":{},
            "registry.example":{"auth":"YTpi"},"regis\\u0074ry.example:5000/":{}}}
            """);
    assertThat(read(merged).logins())
        .containsOnlyKeys(new RegistryName("registry.example"), OURS)
        .containsEntry(OURS, LOGIN);
    assertThat(merged).contains("\"a.example\":{}").doesNotContain("team");
  }

  @Test
  void aHelperOfOursGoesAndOthersStay() {
    assertThat(merge("{\"credHelpers\":{\"registry.example:5000\":\"ecr-login\",\"b\":\"gcr\"}}"))
        .isEqualTo(
            "{\"credHelpers\":{\"b\":\"gcr\"},\"auths\":{\"registry.example:5000\":{\"auth\":\""
                + AUTH
                + "\"}}}");
  }

  @Test
  void aRetiredRegistryOfOursGoes() {
    assertThat(
            new ConfigMerge(
                    Map.of(OURS, LOGIN), Set.of(new RegistryName("public.example")), Set.of())
                .into(read("{\"auths\":{\"public.example\":{\"auth\":\"YTpi\"},\"z\":{}}}")))
        .doesNotContain("public.example")
        .contains("\"z\":{}");
  }

  @Test
  void authsThatAreNullBecomeAnObject() {
    assertThat(merge("{\"auths\": null}")).startsWith("{\"auths\": {\"registry.example:5000\":");
  }

  @Test
  void aSpoiledSiblingIsNamedAndGoesOnlyWhenTold() {
    String there = "{\"auths\":{\"null\":{\"auth\":\"null\"},\"ok\":{}}}";
    ConfigReading.Found found = read(there);
    assertThat(found.spoiled()).containsOnlyKeys("null");
    assertThat(merge(there)).contains("\"null\"");
    assertThat(new ConfigMerge(Map.of(OURS, LOGIN), Set.of(), found.spoiled().keySet()).into(found))
        .doesNotContain("\"null\"")
        .contains("\"ok\":{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "[]",
        "\"x\"",
        "{\"auths\":{}",
        "{} {}",
        "{\"auths\":[]}",
        "{\"a\":1,\"a\":2}",
        "\ufeff{}",
        "{\"Auths\":{}}",
        "{\"credHelpers\":{\"a\":1}}",
        "{\"credsStore\":{}}"
      })
  void whatDockerCouldNotReadIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(text));
  }

  @Test
  void theOlderFormIsMergedTheSameWay() {
    String there =
        """
        {
         "a.example": {"auth": "YTpi", "email": ""},
         "https://registry.example:5000": {"auth": "YTpi"}
        }
        """;
    ConfigReading.Found found = ConfigReading.readLegacy(there.getBytes(StandardCharsets.UTF_8));
    assertThat(new ConfigMerge(Map.of(OURS, LOGIN), Set.of(), Set.of()).into(found))
        .isEqualTo(
            """
            {
             "a.example": {"auth": "YTpi", "email": ""},
             "registry.example:5000": {"auth":"%s"}
            }
            """
                .formatted(AUTH));
  }
}
