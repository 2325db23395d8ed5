package dev.pacer.cluster.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.cluster.PeerAnswerException;
import dev.pacer.cluster.PeerUnreachableException;
import dev.pacer.cluster.zookeeper.Candidate;
import dev.pacer.cluster.zookeeper.ZooKeeperUrl;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZooKeeperMastersTest {
  private static final ZooKeeperUrl URL =
      ZooKeeperUrl.parse("zk://ops:not-a-real-password@zk-1:2181/mesos");

  private static Candidate master(int sequence, String ip, String hostname) {
    return new Candidate(
        "json.info_" + sequence,
        sequence,
        """
        {"address":{"hostname":"%2$s","ip":"%1$s","port":5050},"hostname":"%2$s","id":"x",\
        "ip":16777343,"pid":"master@%1$s:5050","port":5050,"version":"1.11.0"}\
        """
            .formatted(ip, hostname));
  }

  @Test
  void theLowestLeadsAndAllAreTrustedByNameAndIp() {
    ZooKeeperMasters masters =
        new ZooKeeperMasters(
            (path, prefix) -> {
              assertThat(path).isEqualTo("/mesos");
              assertThat(prefix).isEqualTo("json.info_");
              return List.of(
                  master(3, "10.0.0.3", "m3.internal"), master(7, "10.0.0.1", "m1.internal"));
            },
            URL,
            false);

    Masters.Found found = masters.find();

    assertThat(found.leaderPid()).isEqualTo("master@10.0.0.3:5050");
    assertThat(found.address().baseUrls())
        .containsExactly(URI.create("http://10.0.0.3:5050"), URI.create("http://10.0.0.1:5050"));
    assertThat(found.address().trustedHosts())
        .containsExactlyInAnyOrder(
            "10.0.0.3:5050", "m3.internal:5050", "10.0.0.1:5050", "m1.internal:5050");
  }

  @Test
  void overTlsMastersAreCalledByTheNameInTheirCertificate() {
    ZooKeeperMasters masters =
        new ZooKeeperMasters(
            (path, prefix) -> List.of(master(3, "10.0.0.3", "m3.internal")), URL, true);

    assertThat(masters.find().address().baseUrls())
        .containsExactly(URI.create("https://m3.internal:5050"));
  }

  @Test
  void noMasterIsToldWithThePlaceAndWithoutThePassword() {
    assertThatThrownBy(() -> new ZooKeeperMasters((path, prefix) -> List.of(), URL, false).find())
        .isInstanceOf(PeerUnreachableException.class)
        .hasMessageContaining("zk://***@zk-1:2181/mesos")
        .hasMessageContaining("no Mesos master stands there")
        .hasMessageNotContaining("not-a-real-password");
  }

  @Test
  void anythingElseThereIsToldToBeNoMaster() {
    Candidate other = new Candidate("json.info_1", 1, "10.0.0.1:8080");

    assertThatThrownBy(
            () -> new ZooKeeperMasters((path, prefix) -> List.of(other), URL, false).find())
        .isInstanceOf(PeerAnswerException.class)
        .hasMessageContaining("json.info_1")
        .hasMessageContaining("--zk flag");
  }
}
