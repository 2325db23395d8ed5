package dev.pacer.registryauth.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DockerArchiveProperties {

  @Property(tries = 200)
  void everyContentComesBack(@ForAll @Size(min = 1, max = 2_000) byte[] config) {
    assertThat(DockerArchive.configIn(DockerArchive.of(config))).isEqualTo(config);
  }

  @Property(tries = 40)
  void longContentsComeBackAcrossStoredBlocks(
      @ForAll @IntRange(min = 60_000, max = 400_000) int n) {
    byte[] config = new byte[n];
    for (int i = 0; i < n; i++) {
      config[i] = (byte) (i * 31 + n);
    }
    assertThat(DockerArchive.configIn(DockerArchive.of(config))).isEqualTo(config);
  }

  @Property(tries = 300)
  void aHalfWrittenArchiveIsNeverTakenForAWholeOne(
      @ForAll @Size(min = 1, max = 900) byte[] config, @ForAll @IntRange(max = 2_000) int cut) {
    byte[] whole = DockerArchive.of(config);
    byte[] part = Arrays.copyOf(whole, Math.min(cut, whole.length - 1));
    assertThatThrownBy(() -> DockerArchive.configIn(part))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void aChangedByteIsFoundOrLeavesTheContentAlone(
      @ForAll @Size(min = 1, max = 900) byte[] config, @ForAll @IntRange(max = 4_000) int place) {
    byte[] changed = DockerArchive.of(config);
    changed[place % changed.length] ^= 0x20;
    try {
      assertThat(DockerArchive.configIn(changed)).isEqualTo(config);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("auth");
    }
  }
}
