package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.PbdUuid;
import java.time.Duration;
import java.util.List;

/** What a task of ours attempted, as a person says it, and what its driver said of it. Pure. */
final class TaskWords {
    private static final String DRIVER = "SR_BACKEND_FAILURE_";

    private TaskWords() {}

    static String of(TaskRecord task, DesiredStorage want, PoolView view) {
        String subject = TaskMark.subject(task);
        String place = want.made().map(made -> made.backing().name()).orElse(want.name());
        if (subject.startsWith("plug:")) {
            return "plug %s in on %s".formatted(want.name(), host(subject, view));
        }
        if (subject.startsWith(TaskMark.PROBE)) {
            return "look what is on " + place;
        }
        if (subject.equals(TaskMark.SCAN)) {
            return "read " + want.name();
        }
        return subject.equals(TaskMark.TAKE_AWAY)
                ? "take %s away".formatted(want.name())
                : "make a storage repository on " + place;
    }

    private static String host(String subject, PoolView view) {
        String uuid = subject.substring(subject.indexOf(':') + 1);
        return view.pbd(new PbdUuid(uuid))
                .flatMap(pbd -> view.host(pbd.host()))
                .map(HostRecord::nameLabel)
                .orElse("a host");
    }

    /** The driver's own sentence, where the error is a driver's: its number tells a person nothing. */
    static Outcome told(TaskRecord task, DesiredStorage want, Outcome outcome, String what) {
        List<String> error = task.errorInfo();
        if (error.size() < 3
                || !error.getFirst().startsWith(DRIVER)
                || error.get(2).isBlank()) {
            return outcome;
        }
        String message = "cannot %s: %s".formatted(what, said(error.get(2), want));
        return switch (outcome) {
            case Outcome.Retry(Reason reason, String _, Duration delay) -> new Outcome.Retry(reason, message, delay);
            case Outcome.Wait(Reason reason, String _) -> new Outcome.Wait(reason, message);
            case Outcome.Until(Duration delay, Reason reason, String _) -> new Outcome.Until(delay, reason, message);
            case Outcome.Invalid(Reason reason, String _) -> new Outcome.Invalid(reason, message);
            case Outcome.Settled _, Outcome.Acted _, Outcome.Started _, Outcome.Queued _ -> outcome;
        };
    }

    /** Where a login is used the details of a driver are not repeated: they may quote a command line (S9). */
    private static String said(String text, DesiredStorage want) {
        boolean login = want.made().flatMap(made -> made.backing().login()).isPresent();
        int details = text.indexOf(" [opterr=");
        return login && details >= 0 ? text.substring(0, details) : text;
    }
}
