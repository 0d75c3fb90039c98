package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.operator.platform.status.Correction;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tasks of a resource came to so far.
 *
 * @param running ours, and any creation in the pool of which it cannot be told whose it is
 * @param ended ours that were read and are to be taken away
 * @param probe what the last one found
 * @param done subjects of tasks that ended well in this process
 * @param setbacks failures that are being waited out, by the subject of the task
 */
record Known(
        List<TaskRecord> running,
        List<TaskRecord> ended,
        Optional<Probe> probe,
        Set<String> done,
        Map<String, Setbacks.Held> setbacks) {
    /** What was found where, and when. */
    record Probe(String key, List<FoundStorage> found, Instant at) {
        public Probe {
            found = List.copyOf(found);
        }

        boolean isYounger(Duration age, Instant now) {
            return at.plus(age).isAfter(now);
        }
    }

    Known {
        running = List.copyOf(running);
        ended = List.copyOf(ended);
        done = Set.copyOf(done);
        setbacks = Map.copyOf(setbacks);
    }

    static Known nothing() {
        return new Known(List.of(), List.of(), Optional.empty(), Set.of(), Map.of());
    }

    Optional<Verdict> setback(String subject) {
        return Optional.ofNullable(setbacks.get(subject)).map(Setbacks.Held::verdict);
    }

    /** Whether a task that was asked for has just brought a part about, see {@link StorageAction#part}. */
    boolean cameAbout(String part) {
        return ended.stream()
                .filter(task -> TaskState.of(task) instanceof TaskState.Succeeded)
                .map(TaskMark::subject)
                .anyMatch(subject -> part.equals(Correction.ASKED + subject)
                        || (part.startsWith(StorageAction.CONNECTING) && subject.startsWith(TaskMark.PLUG)));
    }

    List<Step> settle() {
        return ended.stream()
                .map(task -> new Step(new StorageAction.Settle(task.ref()), task.nameLabel(), "it ended"))
                .toList();
    }
}
