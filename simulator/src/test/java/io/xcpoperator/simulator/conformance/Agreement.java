package io.xcpoperator.simulator.conformance;

import io.xcpoperator.simulator.conformance.Comparison.Level;
import io.xcpoperator.simulator.conformance.Replay.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How far the simulator agrees with recordings.
 *
 * @param calls how many calls were compared
 * @param outcome how many of them succeed as the daemon's, or fail with the same code
 * @param shape how many of those have the same error parameters, result shape and changed fields
 * @param values how many of those have the same values
 */
record Agreement(int calls, int outcome, int shape, int values) {
    static Agreement of(Collection<Outcome> outcomes) {
        return new Agreement(
                outcomes.size(),
                count(outcomes, Level.OUTCOME),
                count(outcomes, Level.SHAPE),
                count(outcomes, Level.VALUES));
    }

    private static int count(Collection<Outcome> outcomes, Level level) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.level().compareTo(level) >= 0)
                .count();
    }

    Agreement plus(Agreement other) {
        return new Agreement(calls + other.calls, outcome + other.outcome, shape + other.shape, values + other.values);
    }

    static String head() {
        return String.format(
                Locale.ROOT,
                "%-30s %6s  %14s  %14s  %14s  %9s",
                "file",
                "calls",
                "agree",
                "same shape",
                "same values",
                "unlisted");
    }

    /** A line of the table; {@code unlisted}: differences without a listed reason. */
    String line(String name, long unlisted) {
        return String.format(
                Locale.ROOT,
                "%-30s %6d  %14s  %14s  %14s  %9d",
                name,
                calls,
                share(outcome),
                share(shape),
                share(values),
                unlisted);
    }

    private String share(int part) {
        return calls == 0 ? "-" : String.format(Locale.ROOT, "%d  %5.1f %%", part, 100.0 * part / calls);
    }

    /** The figures of a file that a later version may not fall below. */
    record Floor(String file, int outcome, int shape) {
        static Floor parse(String line) {
            String[] parts = line.strip().split("\\s+");
            return new Floor(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }

        Floor raisedTo(Agreement now) {
            return new Floor(file, Math.max(outcome, now.outcome()), Math.max(shape, now.shape()));
        }

        boolean holds(Agreement now) {
            return now.outcome() >= outcome && now.shape() >= shape;
        }

        String line() {
            return String.format(Locale.ROOT, "%-30s %5d %5d", file, outcome, shape);
        }

        static List<Floor> read(List<String> lines) {
            return lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Floor::parse)
                    .toList();
        }
    }
}
