package dev.pacer.cluster.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChunksProperties {

  @Property
  void everyThingIsInExactlyOneChunkAndNoChunkIsEmptyOrTooLarge(
      @ForAll List<@IntRange(max = 200) Integer> things,
      @ForAll @IntRange(min = 1, max = 60) int atMost) {
    List<List<Integer>> chunks = Chunks.of(things, atMost);

    assertThat(chunks).allMatch(chunk -> !chunk.isEmpty() && chunk.size() <= atMost);
    assertThat(chunks.stream().flatMap(List::stream))
        .containsExactlyElementsOf(new TreeSet<>(things));
  }
}
