package dev.pacer.frame.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class ConfigTextProperties {
  @Property
  void aDurationIsReadBackAsWritten(
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(DurationText.read(DurationText.write(duration))).isEqualTo(duration);
  }

  @Property
  void aSizeIsReadBackAsWritten(@ForAll @LongRange(min = 0, max = 1L << 45) long bytes) {
    assertThat(ByteSizeText.read(ByteSizeText.write(bytes))).isEqualTo(bytes);
  }

  @Property
  void distanceIsSymmetricAndZeroOnlyForTheSame(
      @ForAll @StringLength(max = 8) String a, @ForAll @StringLength(max = 8) String b) {
    assertThat(Likeness.distance(a, b)).isEqualTo(Likeness.distance(b, a));
    assertThat(Likeness.distance(a, b) == 0).isEqualTo(a.equals(b));
  }

  @Property
  void anyTextIsReadOrRefusedWithAProblem(@ForAll @StringLength(max = 200) String text) {
    Reading<ConfigurationFileTest.Tool> reading =
        ConfigurationFileTest.TOOL.read("f", text, Path.of("/"));
    List<Problem> problems = reading.problems();
    assertThat(reading.value().isPresent()).isEqualTo(problems.isEmpty());
    assertThat(problems.toString()).matches("[^\\x00-\\x09\\x0b-\\x1f]*");
  }
}
