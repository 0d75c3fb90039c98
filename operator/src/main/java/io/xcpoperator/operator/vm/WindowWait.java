package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A restart that waits for the window of {@code restartPolicy}. Pure. */
final class WindowWait {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);
    /** From here on to the minute. */
    private static final Duration NEAR = Duration.ofMinutes(1);

    private WindowWait() {}

    static Optional<Hindrance> of(Report report) {
        boolean waits = report.gated().pending().stream().anyMatch(change -> change.because() == Because.WindowClosed);
        return opens(report).filter(_ -> waits).map(at -> {
            Duration left = Duration.between(report.now(), at);
            return Hindrance.waits(Reason.RestartRequired, sentence(at))
                    .again(
                            left.compareTo(NEAR) > 0
                                    ? left.multipliedBy(4).dividedBy(5)
                                    : left); // a delay grows by a fifth at most
        });
    }

    static String sentence(Report report) {
        return opens(report).map(WindowWait::sentence).orElse("it waits for the window of restartPolicy");
    }

    private static Optional<Instant> opens(Report report) {
        return report.look().want().flatMap(DesiredVm::window).flatMap(window -> window.opensAfter(report.now()));
    }

    private static String sentence(Instant at) {
        return "it is made when the window of restartPolicy opens, " + MINUTE.format(at);
    }
}
