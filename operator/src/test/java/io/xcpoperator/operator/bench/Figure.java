package io.xcpoperator.operator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One row of the table.
 *
 * @param unit shown after both numbers
 * @param budget the largest value that is ok, or {@link #NO_BUDGET}
 * @param hint what explains the value
 */
record Figure(String what, double measured, double budget, String unit, String hint) {
    /** For what the design sets no bound to. */
    static final double NO_BUDGET = Double.POSITIVE_INFINITY;

    private static final int SHORTEST_RULE = 3;
    private static final int LONGEST_RULE = 60;

    /** As far as the digits go that are shown. */
    boolean isOk() {
        return !hasBudget() || Math.round(100 * measured) <= Math.round(100 * budget);
    }

    private boolean hasBudget() {
        return budget != NO_BUDGET;
    }

    private List<String> cells() {
        return List.of(what, number(measured) + unit, hasBudget() ? "≤ " + number(budget) + unit : "", verdict(), hint);
    }

    private String verdict() {
        return !hasBudget() ? "" : isOk() ? "ok" : "MISS";
    }

    private static String number(double value) {
        return value == Math.rint(value) || value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A Markdown table, columns aligned but the last. */
    static String table(List<Figure> figures) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("what", "measured", "budget", "", "profile"));
        figures.forEach(figure -> rows.add(figure.cells()));
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).reduce(SHORTEST_RULE, Math::max))
                .toArray();
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), widths);
            if (r == 0) {
                line(
                        text,
                        IntStream.of(widths)
                                .mapToObj(width -> "-".repeat(Math.clamp(width, SHORTEST_RULE, LONGEST_RULE)))
                                .toList(),
                        widths);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int c = 0; c < cells.size(); c++) {
            text.append("| ")
                    .append(cells.get(c))
                    .append(
                            c == cells.size() - 1
                                    ? ""
                                    : " ".repeat(widths[c] - cells.get(c).length()))
                    .append(' ');
        }
        text.append("|\n");
    }
}
