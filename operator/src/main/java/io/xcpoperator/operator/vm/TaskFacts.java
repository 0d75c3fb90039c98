package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that we started for this resource. A failed one is kept until its back-off is over: it is the evidence.
 *
 * @param operation the wire method, for example {@code Async.VM.start}
 * @param generation of the spec it was started for
 * @param created by the pool's clock, which may be hours from ours: to be shown, never compared with ours
 * @param finished as {@code created}
 * @param since when this process first saw it run, or ended, by our clock; after a restart of ours it counts anew
 */
record TaskFacts(
        TaskRef ref,
        String operation,
        long generation,
        TaskState state,
        Instant created,
        Instant finished,
        Instant since) {

    boolean running() {
        return state instanceof TaskState.Running;
    }

    boolean succeeded() {
        return state instanceof TaskState.Succeeded;
    }

    Optional<TaskState.Failed> failure() {
        return switch (state) {
            case TaskState.Failed failed -> Optional.of(failed);
            case TaskState.Cancelled _ -> Optional.of(new TaskState.Failed("TASK_CANCELLED", List.of()));
            case TaskState.Running _, TaskState.Succeeded _, TaskState.Vanished _ -> Optional.empty();
        };
    }

    /** See {@link SeedSight#state}. */
    boolean abandoned() {
        return state instanceof TaskState.Vanished && operation.startsWith(SeedAction.IMPORT);
    }

    /** Whether it takes the VM to another host. */
    boolean moves() {
        return is("VM.pool_migrate") || is("VM.migrate_send");
    }

    boolean is(String message) {
        return operation.equals("Async." + message);
    }
}
