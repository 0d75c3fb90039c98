package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.VdiRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the pool has of a VM's cloud-init drive. */
final class SeedSight {
    private SeedSight() {}

    static SeedFacts of(
            DesiredVm want, Optional<VmFacts> vm, List<TaskFacts> tasks, PoolView view, Memory memory, Instant now) {
        Map<VdiRef, String> content = new HashMap<>();
        vm.ifPresent(one -> view.vdisMarked(MarkIndexes.DISKS, want.me().key().toString()).stream()
                .filter(vdi -> SeedDrives.isOne(vdi.otherConfig()))
                .forEach(vdi -> read(vdi, one).ifPresent(text -> content.put(vdi.ref(), text))));
        Set<String> sent = tasks.stream()
                .filter(task -> task.succeeded() && task.operation().startsWith(SeedAction.IMPORT))
                .map(TaskFacts::operation)
                .collect(Collectors.toSet());
        boolean refused = tasks.stream()
                .anyMatch(task -> task.is("VBD.unplug") && task.failure().isPresent());
        return new SeedFacts(content, sent, refused, memory.agentSince(), now);
    }

    private static Optional<String> read(VdiRecord vdi, VmFacts vm) {
        return OwnValues.read(vdi.otherConfig(), Keys.SEED, vm.uuid().value());
    }

    /**
     * An import whose bytes this process has not sent to the end is nobody's any more: another process died over it, or
     * the connection was cut. It is given up, and never waited for.
     */
    static TaskState state(TaskRecord task, Attempts attempts) {
        TaskState state = TaskState.of(task);
        boolean abandoned = state instanceof TaskState.Running
                && task.nameLabel().startsWith(SeedAction.IMPORT)
                && !attempts.isCertain(task.ref().value());
        return abandoned ? new TaskState.Vanished() : state;
    }
}
