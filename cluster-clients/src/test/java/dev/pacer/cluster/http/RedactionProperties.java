package dev.pacer.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactionProperties {

  @Property(tries = 500)
  void anyTextBecomesOneShortPrintableLine(@ForAll String text) {
    String line = Redaction.excerpt(text, List.of());
    assertThat(line.length()).isLessThan(215);
    assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Property(tries = 500)
  void aKnownSecretIsGoneWhereverItStands(
      @ForAll String before, @ForAll("secrets") String secret, @ForAll String after) {
    assertThat(Redaction.excerpt(before + secret + after, List.of(secret))).doesNotContain(secret);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(12).ofMaxLength(60);
  }
}
