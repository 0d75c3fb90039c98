package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads the tasks of storage repositories as they end, and keeps what they said for a while: what a probe found, and
 * what failed and is waited out. Another process knows nothing of it, probes anew and tries once more.
 */
final class Undertakings {
    private final Setbacks setbacks = new Setbacks();
    private final Map<String, Memo> memos = new ConcurrentHashMap<>();

    private record Memo(Set<TaskRef> read, Optional<Known.Probe> probe, Set<String> subjects, Set<String> done) {}

    /** What is known now; a task that ended since the last time is read. */
    Known read(StorageRepository resource, DesiredStorage want, PoolView view, String pool, Instant now) {
        List<TaskRecord> all = view.tasks().stream()
                .filter(task -> TaskMark.isOf(task, want.me()) || TaskMark.isNobodys(task))
                .toList();
        List<TaskRecord> running = all.stream().filter(Undertakings::isRunning).toList();
        List<TaskRecord> ended = all.stream()
                .filter(task -> !isRunning(task) && TaskMark.isOf(task, want.me()))
                .toList();
        Memo before = memos.getOrDefault(want.me().uid(), new Memo(Set.of(), Optional.empty(), Set.of(), Set.of()));
        Optional<Known.Probe> probe = before.probe();
        var subjects = new HashSet<>(before.subjects());
        var done = new HashSet<>(before.done());
        for (TaskRecord task : ended) {
            if (!before.read().contains(task.ref())) {
                subjects.add(TaskMark.subject(task));
                if (TaskState.of(task) instanceof TaskState.Succeeded) {
                    done.add(TaskMark.subject(task));
                }
                failed(resource, want, task, view, pool, now);
                Optional<Known.Probe> earlier = probe;
                probe = probed(task, view, now).or(() -> earlier);
            }
        }
        memos.put(
                want.me().uid(),
                new Memo(
                        ended.stream().map(TaskRecord::ref).collect(Collectors.toUnmodifiableSet()),
                        probe,
                        subjects,
                        done));
        return new Known(running, ended, probe, done, held(resource, want, subjects, now));
    }

    private static boolean isRunning(TaskRecord task) {
        return TaskState.of(task) instanceof TaskState.Running;
    }

    private void failed(
            StorageRepository resource, DesiredStorage want, TaskRecord task, PoolView view, String pool, Instant now) {
        String what = TaskWords.of(task, want, view);
        unreadable(task, view, what)
                .ifPresent(outcome -> setbacks.failed(
                        row(want, TaskMark.subject(task)),
                        resource.getMetadata().getGeneration(),
                        outcome,
                        now));
        Setbacks.of(task, pool, what, view)
                .ifPresent(outcome -> setbacks.failed(
                        row(want, TaskMark.subject(task)),
                        resource.getMetadata().getGeneration(),
                        TaskWords.told(task, want, outcome, what),
                        now));
    }

    /** An answer that is none is not "nothing is there". */
    private static Optional<Outcome> unreadable(TaskRecord task, PoolView view, String what) {
        boolean odd = TaskMark.subject(task).startsWith(TaskMark.PROBE + ":")
                && TaskState.of(task) instanceof TaskState.Succeeded succeeded
                && ProbeAnswer.repositories(succeeded.first().orElse(""), view).isEmpty();
        return odd
                ? Optional.of(new Outcome.Until(
                        Requeue.WAIT,
                        Reason.BadAnswer,
                        "cannot %s: the driver's answer cannot be read, and nothing is concluded from it"
                                .formatted(what)))
                : Optional.empty();
    }

    private static Optional<Known.Probe> probed(TaskRecord task, PoolView view, Instant now) {
        String subject = TaskMark.subject(task);
        if (!subject.startsWith(TaskMark.PROBE + ":")) {
            return Optional.empty();
        }
        String key = subject.substring(TaskMark.PROBE.length() + 1);
        return switch (TaskState.of(task)) {
            case TaskState.Succeeded succeeded ->
                ProbeAnswer.repositories(succeeded.first().orElse(""), view)
                        .map(found -> new Known.Probe(key, found, now));
            case TaskState.Failed failed -> offered(key, failed, now);
            case TaskState.Cancelled _, TaskState.Running _, TaskState.Vanished _ -> Optional.empty();
        };
    }

    /** A target that has no such LUN lists those it has; they are shown, and nothing is concluded from them. */
    private static Optional<Known.Probe> offered(String key, TaskState.Failed failed, Instant now) {
        List<FoundStorage> units = failed.parameters().size() < 3
                ? List.of()
                : ProbeAnswer.units(failed.parameters().get(2));
        return units.isEmpty() ? Optional.empty() : Optional.of(new Known.Probe("offered:" + key, units, now));
    }

    private Map<String, Setbacks.Held> held(
            StorageRepository resource, DesiredStorage want, Set<String> subjects, Instant now) {
        var held = new HashMap<String, Setbacks.Held>();
        for (String subject : subjects) {
            setbacks.of(row(want, subject), resource.getMetadata().getGeneration(), now)
                    .ifPresent(one -> held.put(subject, one));
        }
        return held;
    }

    private static String row(DesiredStorage want, String subject) {
        return want.me().uid() + "/" + subject;
    }

    /** It is as it shall be, or no more. */
    void forget(String uid) {
        Memo memo = memos.remove(uid);
        if (memo != null) {
            memo.subjects().forEach(subject -> setbacks.forget(uid + "/" + subject));
        }
    }
}
