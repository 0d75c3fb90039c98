package io.xcpoperator.operator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to measure.
 *
 * @param latencies of every XAPI call, a run each
 * @param patience for all VMs to be Ready
 * @param rest how long the operator is watched doing nothing
 * @param samples changes by hand
 * @param parts what is measured, in this order
 * @param profile where the operator's Java Flight Recorder writes; it costs a few percent and some memory
 */
record Options(
        int vms,
        int pools,
        List<Duration> latencies,
        Duration patience,
        Duration rest,
        int samples,
        Set<Part> parts,
        Optional<Path> profile) {
    static final String USAGE = """
            ./dev bench [--only PART[,PART]] [--vms N] [--pools N] [--latency MS[,MS]] [--patience S] [--rest S] [--samples N] [--profile FILE]
              --only PART     scale, vm, image or adoption; several with commas between (all)
              --vms N         VirtualMachines, 2 or more (1000)
              --pools N       simulated pools they are spread over (10)
              --latency MS    delay of every XAPI call in ms; several: a run each (0,20)
              --patience S    how long all may take to be Ready (600)
              --rest S        how long it is watched at rest, 60 or more (60)
              --samples N     changes by hand (100)
              --profile FILE  write a Java Flight Recording of the operator (the last part's), and say what its memory is made of
            """;

    /** An idle poll is held for 30 s: a shorter look could see none. */
    private static final int LEAST_REST = 60;

    private static final Set<String> NAMES =
            Set.of("--only", "--vms", "--pools", "--latency", "--patience", "--rest", "--samples", "--profile");

    /** Throws {@link IllegalArgumentException} with a sentence for the user. */
    static Options of(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (int index = 0; index < arguments.size(); index += 2) {
            String name = arguments.get(index);
            if (!NAMES.contains(name) || index + 1 == arguments.size()) {
                throw new IllegalArgumentException("unknown option or no value: " + name);
            }
            given.put(name, arguments.get(index + 1));
        }
        int vms = number(given, "--vms", 1000, 2);
        return new Options(
                vms,
                number(given, "--pools", Math.min(10, vms), 1),
                Stream.of(given.getOrDefault("--latency", "0,20").split(","))
                        .map(text -> Duration.ofMillis(Long.parseLong(text)))
                        .toList(),
                Duration.ofSeconds(number(given, "--patience", 600, 1)),
                Duration.ofSeconds(number(given, "--rest", 60, LEAST_REST)),
                number(given, "--samples", 100, 1),
                parts(given.getOrDefault("--only", Part.ALL)),
                Optional.ofNullable(given.get("--profile")).map(Path::of).map(Path::toAbsolutePath));
    }

    private static Set<Part> parts(String names) {
        return Stream.of(names.split(","))
                .map(name -> Part.named(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--only takes " + Part.ALL + " or some of them: there is no " + name)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static int number(Map<String, String> given, String name, int otherwise, int least) {
        int value = Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least);
        }
        return value;
    }
}
