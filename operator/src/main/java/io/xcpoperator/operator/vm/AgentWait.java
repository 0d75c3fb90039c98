package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Ready waits for the guest's agent where the spec says so; past its time a person is asked to look. Pure. */
final class AgentWait {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private AgentWait() {}

    static Optional<Hindrance> of(Report report) {
        Optional<Duration> within = report.look().want().flatMap(DesiredVm::agentWithin);
        return Judgement.vm(report)
                .filter(vm -> vm.running() && !vm.guest().agent())
                .flatMap(vm -> within.map(
                        timeout -> waiting(vm.guest().started().orElse(report.now()), timeout, report.now())));
    }

    private static Hindrance waiting(Instant started, Duration timeout, Instant now) {
        Instant until = started.plus(timeout);
        return now.isBefore(until)
                ? Hindrance.waits(
                                Reason.GuestError,
                                "waiting for the guest's agent until " + MINUTE.format(until)
                                        + " (guestAgent.required)")
                        .again(Duration.between(now, until))
                : Hindrance.stalls(
                        Reason.GuestToolsMissing,
                        "no agent of the guest since the VM started at %s (guestAgent.timeout is over): are the guest tools installed, and does their service run?"
                                .formatted(MINUTE.format(started)));
    }
}
