package io.xcpoperator.operator.bench;

import java.time.Duration;
import java.util.List;

/** {@code ./dev bench}: measures the budgets of the design and prints a table for each latency. */
public final class Bench {
    private Bench() {}

    /** Ends with 0 when everything was measured, missed budgets included; 2 for options that cannot be used. */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        for (Duration latency : options.latencies()) {
            List<Figure> figures = options.parts().stream()
                    .flatMap(part -> part.measure(options, latency).stream())
                    .toList();
            System.out.printf(
                    "%n%s%d ms a call, %d processors%n%n%s",
                    options.parts().contains(Part.SCALE)
                            ? "%d VMs, %d pool(s), ".formatted(options.vms(), options.pools())
                            : "",
                    latency.toMillis(),
                    Runtime.getRuntime().availableProcessors(),
                    Figure.table(figures));
        }
        System.exit(0);
    }
}
