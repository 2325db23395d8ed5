package dev.pacer.frame.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final Terminal WIDE = new Terminal(false, 80, false);

  @Test
  void columnsAreAlignedAndNumbersStandRight() {
    Table table = new Table().column("app").number("instances").cuttable("reason", 10);
    table.row("/shop/web", 12, "fits nowhere").row("/a", 3, "");
    assertThat(table.render(WIDE))
        .isEqualTo(
            """
            APP        INSTANCES  REASON
            /shop/web         12  fits nowhere
            /a                 3
            """);
  }

  @Test
  void whereSpaceIsShortOnlyColumnsThatMayShrinkAreCut() {
    Table table = new Table().column("app").cuttable("reason", 8);
    table.row("/a/very/long/app/id", "needs more memory than any machine has");
    assertThat(table.render(new Terminal(false, 40, false)))
        .isEqualTo(
            """
            APP                  REASON
            /a/very/long/app/id  needs more memory…
            """);
    assertThat(table.render(new Terminal(false, 20, false)))
        .contains("/a/very/long/app/id  needs m…");
  }

  @Test
  void wideAndZeroWidthCharactersCountAsTheTerminalShowsThem() {
    assertThat(TerminalText.width("日本")).isEqualTo(4);
    assertThat(TerminalText.width("e\u0301")).isEqualTo(1);
    assertThat(TerminalText.width("🚀")).isEqualTo(2);
    assertThat(TerminalText.cut("日本語", 4)).isEqualTo("日…");
    Table table = new Table().column("a").column("b");
    table.row("日本", "x").row("abcd", "y").row("e\u0301", "z");
    assertThat(table.render(WIDE)).isEqualTo("A     B\n日本  x\nabcd  y\ne\u0301     z\n");
  }

  @Test
  void nothingInANameReachesTheTerminalAsACommand() {
    String hostile = "a\u001b]0;title\u0007b\u009b2Jc\u202egnp\u2066d\n\r\te\u200bf\ud800";
    String shown = new Table().column("x").row(hostile).render(WIDE);
    assertThat(shown)
        .isEqualTo(
            "X\na\\x1b]0;title\\x07b\\x9b2Jc\\u{202e}gnp\\u{2066}d\\n\\r\\te\\u{200b}f\\u{d800}\n");
  }

  @Test
  void colourIsUsedOnlyWhereWantedAndDoesNotShiftColumns() {
    Terminal coloured = new Terminal(true, 80, true);
    Table table = new Table().column("a").column("state");
    table.row(List.of("x", "red"), coloured.palette()::bad);
    assertThat(table.render(coloured)).contains("x  \u001b[31mred\u001b[0m");
    assertThat(Terminal.plain().palette().bad("red")).isEqualTo("red");
  }

  @Test
  void jsonIsIndentedAndTimesAreText() {
    record Answer(String name, Instant at, Duration took) {}
    assertThat(JsonText.pretty(new Answer("x", Instant.EPOCH, Duration.ofSeconds(90))))
        .isEqualTo(
            """
            {
              "name" : "x",
              "at" : "1970-01-01T00:00:00Z",
              "took" : "PT1M30S"
            }\
            """);
  }

  @Test
  void withoutATerminalEachProgressLineIsPrintedOnce() {
    StringWriter text = new StringWriter();
    ProgressLines progress = new ProgressLines(new PrintWriter(text), Terminal.plain());
    progress.show(List.of("a waits", "b waits"));
    progress.show(List.of("a runs", "b waits"));
    progress.say("note");
    progress.show(List.of("a runs", "b waits"));
    assertThat(text).hasToString("a waits\nb waits\na runs\nnote\n");
  }

  @Test
  void onATerminalProgressIsDrawnInPlace() {
    StringWriter text = new StringWriter();
    ProgressLines progress =
        new ProgressLines(new PrintWriter(text), new Terminal(true, 20, false));
    progress.show(List.of("a", "b"));
    progress.show(List.of("c", "a line that is too long for it"));
    assertThat(text.toString()).isEqualTo("a\nb\n\u001b[2A\u001b[0Jc\na line that is too…\n");
    progress.say("note");
    assertThat(text.toString()).endsWith("\u001b[2A\u001b[0Jnote\nc\na line that is too…\n");
  }
}
