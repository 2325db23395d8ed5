package dev.pacer.frame.output;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TerminalTextProperties {
  @Property
  void safeTextHoldsNoControlCharacterAndIsSafeAlready(@ForAll String text) {
    String safe = TerminalText.safe(text);
    assertThat(safe.codePoints()).noneMatch(Character::isISOControl);
    assertThat(TerminalText.safe(safe)).isEqualTo(safe);
  }

  @Property
  void cutTextFits(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns) {
    String cut = TerminalText.cut(TerminalText.safe(text), columns);
    assertThat(TerminalText.width(cut)).isLessThanOrEqualTo(columns);
  }
}
