package dev.pacer.frame.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A plain table: headings, aligned columns, no frames. Cells come from outside and are shown
 * safely; where the terminal is too narrow, the columns that may shrink are cut.
 */
public final class Table {

  /** Which side a column's cells stand on. */
  public enum Align {
    LEFT,
    RIGHT
  }

  /**
   * A column.
   *
   * @param least how narrow it may be made, in columns of the terminal; 0 for never
   */
  private record Column(String heading, Align align, int least) {}

  /** A cell and how it is coloured once it is cut and padded. */
  private record Cell(String text, UnaryOperator<String> paint) {}

  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  /** Adds a column of words that is never cut. */
  public Table column(String heading) {
    columns.add(new Column(heading, Align.LEFT, 0));
    return this;
  }

  /** Adds a column of numbers, which stand right. */
  public Table number(String heading) {
    columns.add(new Column(heading, Align.RIGHT, 0));
    return this;
  }

  /** Adds a column of words that may be cut to so many columns when space is short. */
  public Table cuttable(String heading, int least) {
    columns.add(new Column(heading, Align.LEFT, least));
    return this;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has not as many cells as there are columns
   */
  public Table row(Object... cells) {
    return row(List.of(cells), UnaryOperator.identity());
  }

  /** Adds a row whose last cell is painted. */
  public Table row(List<?> cells, UnaryOperator<String> paintLast) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.size(), columns.size()));
    }
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      UnaryOperator<String> paint = i == cells.size() - 1 ? paintLast : UnaryOperator.identity();
      row.add(new Cell(TerminalText.safe(String.valueOf(cells.get(i))), paint));
    }
    rows.add(row);
    return this;
  }

  /** The table with a line end after each row. */
  public String render(Terminal terminal) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TerminalText.width(columns.get(i).heading());
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], TerminalText.width(row.get(i).text()));
      }
    }
    shrink(widths, terminal.columns());
    StringBuilder text = new StringBuilder();
    List<Cell> headings = new ArrayList<>();
    for (Column column : columns) {
      headings.add(new Cell(column.heading().toUpperCase(Locale.ROOT), terminal.palette()::strong));
    }
    line(headings, widths, text);
    rows.forEach(row -> line(row, widths, text));
    return text.toString();
  }

  private void shrink(int[] widths, int available) {
    int excess = GAP.length() * (widths.length - 1) - available;
    for (int width : widths) {
      excess += width;
    }
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        int least = columns.get(i).least();
        if (least > 0 && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private void line(List<Cell> cells, int[] widths, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean last = i == widths.length - 1;
      String shown = TerminalText.cut(cells.get(i).text(), widths[i]);
      String padding = " ".repeat(Math.max(0, widths[i] - TerminalText.width(shown)));
      String painted = cells.get(i).paint().apply(shown);
      if (columns.get(i).align() == Align.RIGHT) {
        line.append(padding).append(painted);
      } else {
        line.append(painted).append(last ? "" : padding);
      }
      line.append(last ? "" : GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
