package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Does an operation on a VM: checks, waits for others, marks {@code current_operations} while it runs. */
public final class VmOperations {
    /** So long the daemon waits for a conflicting operation before it says {@code OTHER_OPERATION_IN_PROGRESS}. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private VmOperations() {}

    /** Runs {@code body} as {@code operation} on the VM; fails with the VM's refusal. */
    public static Value run(Call call, Row vm, String operation, Supplier<Value> body) {
        enter(call, vm, operation);
        try {
            HostState.requireAnswerFor(call.world(), vm);
            return body.get();
        } finally {
            leave(call, vm);
        }
    }

    /** Checks, then waits until nothing conflicts; checks again, for the world may have moved meanwhile. */
    static void check(Call call, Row vm, String operation) {
        if (!VmOperation.DURING_UPGRADE.contains(operation)) {
            call.world().requireNoUpgrade();
        }
        while (true) {
            Optional<XapiFailure> refusal = VmRules.refusal(vm, operation).or(() -> unreachable(vm));
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            Optional<Map.Entry<String, String>> conflict = VmRules.conflict(vm, operation, call.operationId());
            if (conflict.isEmpty()) {
                return;
            }
            boolean free = call.world()
                    .await(
                            PATIENCE,
                            () -> !vm.exists()
                                    || VmRules.conflict(vm, operation, call.operationId())
                                            .isEmpty());
            if (!vm.exists()) {
                throw new XapiFailure("HANDLE_INVALID", "VM", vm.ref());
            }
            if (!free) {
                throw new XapiFailure(
                        "OTHER_OPERATION_IN_PROGRESS",
                        "VM",
                        vm.ref(),
                        conflict.get().getValue(),
                        conflict.get().getKey());
            }
        }
    }

    /** Whoever runs on a dead host cannot be told anything. */
    private static Optional<XapiFailure> unreachable(Row vm) {
        return vm.follow("resident_on")
                .filter(host -> !HostState.live(host))
                .map(host -> new XapiFailure("HOST_OFFLINE", host.ref()));
    }

    private static void enter(Call call, Row vm, String operation) {
        check(call, vm, operation);
        vm.putEntry("current_operations", call.operationId(), operation);
        refresh(vm);
    }

    private static void leave(Call call, Row vm) {
        if (vm.exists()) {
            vm.removeEntry("current_operations", call.operationId());
            refresh(vm);
        }
        call.world().wake();
    }

    /** Computes {@code allowed_operations} anew, the VM's devices' too. */
    public static void refresh(Row vm) {
        List<String> allowed = VmRules.allowed(vm);
        if (!allowed.equals(vm.texts("allowed_operations"))) {
            vm.set("allowed_operations", allowed);
        }
    }
}
