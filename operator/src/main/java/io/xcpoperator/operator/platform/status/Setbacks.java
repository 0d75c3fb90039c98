package io.xcpoperator.operator.platform.status;

import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks that failed, and until when each is waited out. Another process knows nothing of it and tries once more; a new
 * generation does too.
 */
public final class Setbacks {
    private final Backoff backoff = new Backoff();
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    private record Row(long generation, Held held) {}

    /** A failure that is being waited out. */
    public record Held(Outcome outcome, Instant until) {
        public Verdict verdict() {
            return Verdict.of(outcome).orElse(new Verdict.Ready());
        }
    }

    /**
     * What an ended task means where it failed; empty for any other.
     *
     * @param pool for the error
     * @param what was attempted, as a person says it: {@code take a snapshot of VM web}
     */
    public static Optional<Outcome> of(TaskRecord task, String pool, String what, PoolView view) {
        return switch (TaskState.of(task)) {
            case TaskState.Failed(String code, List<String> parameters) ->
                Optional.of(Failures.outcome(new XapiException(pool, task.nameLabel(), code, parameters), what, view));
            case TaskState.Cancelled _ ->
                Optional.of(new Outcome.Retry(
                        Reason.TaskCancelled,
                        "cannot %s: somebody cancelled it; it is tried again".formatted(what),
                        Requeue.RETRY));
            case TaskState.Running _, TaskState.Succeeded _, TaskState.Vanished _ -> Optional.empty();
        };
    }

    public void failed(String uid, long generation, Outcome outcome, Instant now) {
        Duration delay = Backoff.grown(delay(outcome), backoff.failures(uid, generation));
        backoff.failed(uid, generation);
        rows.put(uid, new Row(generation, new Held(outcome, now.plus(delay))));
    }

    private static Duration delay(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry(var _, String _, Duration delay) -> delay;
            case Outcome.Until(Duration delay, var _, String _) -> delay;
            case Outcome.Invalid _ -> Requeue.INVALID;
            case Outcome.Wait _, Outcome.Settled _, Outcome.Acted _, Outcome.Started _, Outcome.Queued _ ->
                Requeue.WAIT;
        };
    }

    public Optional<Held> of(String uid, long generation, Instant now) {
        return Optional.ofNullable(rows.get(uid))
                .filter(row ->
                        row.generation() == generation && row.held().until().isAfter(now))
                .map(Row::held);
    }

    /** It is as it shall be, or no more. */
    public void forget(String uid) {
        rows.remove(uid);
        backoff.reset(uid);
    }
}
