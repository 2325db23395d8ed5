package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterLocationTest {

  @Test
  void urlsMayShareTheirScheme() {
    assertThat(MasterLocation.parse("https://m1:5050, m2:5050,http://m3:5050/mesos"))
        .isEqualTo(
            new MasterLocation.Urls(
                List.of(
                    URI.create("https://m1:5050"),
                    URI.create("https://m2:5050"),
                    URI.create("http://m3:5050/mesos"))));
  }

  @Test
  void aPlaceInZooKeeperIsToldByItsScheme() {
    MasterLocation location = MasterLocation.parse("zk://zk-1:2181,zk-2:2181/mesos");

    String path = location.match(urls -> "", zk -> zk.url().path());
    assertThat(path).isEqualTo("/mesos");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m1:5050", "ftp://m1", "http://", "http://m1:5050,,", "http://a b"})
  void whatIsNoUrlIsToldWithExamples(String text) {
    assertThatThrownBy(() -> MasterLocation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no http or https URL")
        .hasMessageContaining("zk://");
  }

  @Test
  void aPasswordInAUrlIsRefusedAndNotShown() {
    assertThatThrownBy(() -> MasterLocation.parse("http://ops:not-a-real-password@m1:5050"))
        .hasMessageContaining("user and password are given by themselves")
        .hasMessageNotContaining("not-a-real-password");
  }
}
