package dev.pacer.cluster.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZooKeeperUrlTest {

  @Test
  void hostsPathAndCredentialsAreRead() {
    ZooKeeperUrl url = ZooKeeperUrl.parse("zk://ops:p@ss/w:d@zk-1:2181,zk-2,[::1]:2182/mesos/a/");

    assertThat(url.hosts()).containsExactly("zk-1:2181", "zk-2:2181", "[::1]:2182");
    assertThat(url.path()).isEqualTo("/mesos/a");
    assertThat(url.credentials()).contains(new DigestCredentials("ops", new Secret("p@ss/w:d")));
    assertThat(url.toString()).isEqualTo("zk://***@zk-1:2181,zk-2:2181,[::1]:2182/mesos/a");
  }

  @Test
  void withoutAPathItIsTheRoot() {
    assertThat(ZooKeeperUrl.parse("zk://zk-1").path()).isEqualTo("/");
    assertThat(ZooKeeperUrl.parse("zk://zk-1/").path()).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http://zk-1:2181/mesos | it must start with zk://",
        "zk:// | a host is missing",
        "zk://zk-1,,zk-2/mesos | a host is missing",
        "zk://zk-1:2181,/mesos | a host is missing",
        "zk://zk-1:0/mesos | port 0 is not between 1 and 65535",
        "zk://zk-1:99999/mesos | port 99999 is not between 1 and 65535",
        "zk://zk-1:port/mesos | 'zk-1:port' is not host:port",
        "zk://zk_1;rm/mesos | is not host:port",
        "zk://ops@zk-1/mesos | before the @ it needs user:password",
        "zk://ops:@zk-1/mesos | before the @ it needs user:password",
        "zk://zk-1/a//b | must not hold // or ..",
        "zk://zk-1/a/../b | must not hold // or ..",
        "zk://zk-1/a b | must not hold blanks or commas",
        "zk://zk-1/mesos,zk-2/mesos | must not hold blanks or commas",
      })
  void whatIsWrongIsSaidWithAnExample(String text, String why) {
    assertThatThrownBy(() -> ZooKeeperUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("Example: zk://");
  }

  @Test
  void aMistakeDoesNotShowThePassword() {
    assertThatThrownBy(() -> ZooKeeperUrl.parse("zk://ops:not-a-real-password@zk-1:x/mesos"))
        .hasMessageContaining("zk://***@zk-1:x/mesos")
        .hasMessageNotContaining("not-a-real-password");
  }
}
