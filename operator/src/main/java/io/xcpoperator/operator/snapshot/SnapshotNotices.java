package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.kube.Notice;
import io.xcpoperator.operator.platform.status.Outcome;
import java.util.List;
import java.util.Optional;

/** What of a round is worth an Event (decision 0068). Pure. */
final class SnapshotNotices {
    private SnapshotNotices() {}

    /** @param done the steps that were begun, up to the first task */
    static Optional<Notice> of(List<Step> done, Outcome outcome) {
        boolean acted = outcome instanceof Outcome.Acted || outcome instanceof Outcome.Started;
        return acted ? done.stream().flatMap(step -> word(step).stream()).findFirst() : Optional.empty();
    }

    private static Optional<Notice> word(Step step) {
        return switch (step.action()) {
            case Action.Rename _ -> Optional.of(notice("Taken", "the snapshot was taken"));
            case Action.Unmark _ -> Optional.of(notice("Released", step.why()));
            case Action.Destroy _ -> Optional.of(notice("Destroy", step.why()));
            case Action.Take _,
                    Action.Mark _,
                    Action.MarkDisk _,
                    Action.DestroyDisk _,
                    Action.DropDrive _,
                    Action.Settle _ -> Optional.empty();
        };
    }

    private static Notice notice(String word, String sentence) {
        return new Notice(false, word, word, sentence);
    }

    static Notice failed(String operation, String message) {
        return new Notice(true, operation + "Failed", operation, message);
    }
}
