package dev.pacer.registryauth.dockerconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryKeyTest {

  @ParameterizedTest
  @CsvSource({
    "Registry.Example:5000,registry.example:5000",
    "docker.io,https://index.docker.io/v1/",
    "index.docker.io,https://index.docker.io/v1/",
    "registry-1.docker.io,https://index.docker.io/v1/",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com,123456789012.dkr.ecr.eu-west-1.amazonaws.com",
    "[::1]:5000,[::1]:5000"
  })
  void aRegistryHasOneKey(String host, String key) {
    assertThat(RegistryKey.of(host)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "https://a.example", "a.example/team", "a b", "a\"b", ":5000", "-a", "a:x"})
  void otherTextsAreNoRegistry(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RegistryKey.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "https://index.docker.io/v1/,index.docker.io",
    "docker.io,index.docker.io",
    "http://A.example:80/v2/,a.example:80",
    "a.example/team/app,a.example"
  })
  void aliasesHaveOneHost(String key, String host) {
    assertThat(RegistryKey.hostOf(key)).isEqualTo(host);
  }
}
