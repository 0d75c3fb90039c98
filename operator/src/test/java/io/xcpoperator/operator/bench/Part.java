package io.xcpoperator.operator.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code ./dev bench} measures; each part has pools and an operator of its own. */
enum Part {
    /** Very many VMs in several pools. */
    SCALE,
    /** What is done to one VM: cloned, its disk grown, a snapshot taken. */
    VM,
    /** Bytes on their way from a web server into storage. */
    IMAGE,
    /** A hundred VMs that were there before us. */
    ADOPTION;

    static final String ALL = Arrays.stream(values()).map(Part::option).collect(Collectors.joining(","));

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> named(String option) {
        return Arrays.stream(values())
                .filter(part -> part.option().equals(option))
                .findAny();
    }

    List<Figure> measure(Options options, java.time.Duration latency) {
        return switch (this) {
            case SCALE -> Scale.of(options, latency);
            case VM -> OneVm.of(options, latency);
            case IMAGE -> Images.of(options, latency);
            case ADOPTION -> Adoption.of(options, latency);
        };
    }
}
