package dev.pacer.frame.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what goes on: on a terminal a block of lines drawn again and again, elsewhere each line
 * once when it is new. For one thread.
 */
public final class ProgressLines {
  private final PrintWriter out;
  private final Terminal terminal;
  private List<String> shown = List.of();
  private int drawn;

  public ProgressLines(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows these lines in place of the last ones. */
  public void show(List<String> lines) {
    List<String> safe = new ArrayList<>();
    for (String line : lines) {
      String text = TerminalText.safe(line);
      safe.add(terminal.live() ? TerminalText.cut(text, terminal.columns() - 1) : text);
    }
    if (safe.equals(shown)) {
      return;
    }
    if (terminal.live()) {
      StringBuilder block = new StringBuilder();
      erase(block);
      safe.forEach(line -> block.append(line).append('\n'));
      out.print(block);
      drawn = safe.size();
    } else {
      safe.stream().filter(line -> !shown.contains(line)).forEach(line -> out.print(line + "\n"));
    }
    out.flush();
    shown = safe;
  }

  /** Prints a line that stays, above the block. */
  public void say(String line) {
    StringBuilder text = new StringBuilder();
    List<String> below = shown;
    if (terminal.live()) {
      erase(text);
    }
    text.append(TerminalText.safe(line)).append('\n');
    if (terminal.live()) {
      below.forEach(each -> text.append(each).append('\n'));
      drawn = below.size();
    }
    out.print(text);
    out.flush();
  }

  /** Leaves the block as it is; what is shown next begins a new one. */
  public void end() {
    drawn = 0;
    shown = List.of();
  }

  private void erase(StringBuilder text) {
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\u001b[0J");
    }
  }
}
