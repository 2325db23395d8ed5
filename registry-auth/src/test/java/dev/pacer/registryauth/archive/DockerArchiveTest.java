package dev.pacer.registryauth.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DockerArchiveTest {

  private static final byte[] CONFIG =
      "{\"auths\":{\"127.0.0.1:15000\":{\"auth\":\"cHVsbGVyOmZha2U=\"}}}\n"
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void theSameContentGivesTheseBytesOnEveryMachine() throws Exception {
    byte[] archive = DockerArchive.of(CONFIG);
    assertThat(DockerArchive.of(CONFIG)).isEqualTo(archive);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)))
        .isEqualTo("b29a59cc87b179fe34b30500e3b7120d84a2237b75bc9e137a0fe9f93acbb0f0");
  }

  @Test
  void whatWasPackedIsReadBack() {
    assertThat(DockerArchive.configIn(DockerArchive.of(CONFIG))).isEqualTo(CONFIG);
  }

  @Test
  void nothingIsNeverPacked() {
    assertThatIllegalArgumentException().isThrownBy(() -> DockerArchive.of(new byte[0]));
  }

  @Test
  void anEmptyArchiveIsToldFromAnEmptyConfig() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerArchive.configIn(new byte[0]))
        .withMessage("it is empty");
  }
}
