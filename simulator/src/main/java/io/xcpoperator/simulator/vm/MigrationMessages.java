package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Optional;

/** Where VMs can go, and going there (recording 11b). */
public final class MigrationMessages implements Behaviour {
    private final Domain domain;

    MigrationMessages(Domain domain) {
        this.domain = domain;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.pool_migrate", this::poolMigrate);
        messages.on(
                "VM.get_possible_hosts",
                call -> Value.texts(Placement.possible(call.database(), call.row(0)).stream()
                        .map(Row::ref)
                        .toList()));
        messages.on("VM.assert_can_boot_here", MigrationMessages::assertCanBootHere);
        messages.on("VM.assert_agile", MigrationMessages::assertAgile);
    }

    private Value poolMigrate(Call call) {
        Row vm = call.row(0);
        boolean forced = call.map(2).getOrDefault("force", "false").equals("true");
        Optional<XapiFailure> refusal = VmRules.refusal(vm, "pool_migrate");
        if (refusal.isPresent() && !(forced && refusal.get().code().equals("VM_LACKS_FEATURE"))) {
            throw refusal.get();
        }
        Row host = call.row(1);
        if (call.map(2).containsKey("network")) {
            StorageMotion.address(host, call.get("network", call.map(2).getOrDefault("network", "")));
        }
        migrate(call, vm, host);
        return Values.EMPTY;
    }

    private void migrate(Call call, Row vm, Row host) {
        obstacle(vm, host).ifPresent(obstacle -> {
            throw obstacle;
        });
        vm.putEntry("current_operations", call.operationId(), "pool_migrate");
        vm.set("scheduled_to_be_resident_on", host.ref());
        VmOperations.refresh(vm);
        try {
            HostState.requireAnswerFor(call.world(), vm);
            HostState.requireAnswer(call.world(), host);
            String source = vm.text("resident_on");
            call.work(call.world().delays().migrate(), () -> {
                if (!HostState.answers(call.world(), host)) {
                    throw new XapiFailure(
                            "VM_MIGRATE_FAILED", vm.ref(), source, host.ref(), "The connection to the host was lost");
                }
            });
            if (!vm.text("power_state").equals("Running")) {
                throw VmRules.badState(vm, "pool_migrate").orElseThrow();
            }
            if (!vm.text("resident_on").equals(host.ref())) {
                domain.move(vm, host);
            }
        } finally {
            if (vm.exists()) {
                vm.set("scheduled_to_be_resident_on", Value.NULL_REF);
                vm.removeEntry("current_operations", call.operationId());
                VmOperations.refresh(vm);
            }
        }
    }

    /** Why a running VM cannot be moved to the host, if so. */
    public static Optional<XapiFailure> obstacle(Row vm, Row host) {
        if (vm.text("resident_on").equals(host.ref())) {
            return Optional.empty();
        }
        return Movable.immobile(vm)
                .or(() -> Movable.version(vm, host))
                .or(() -> internalNetwork(vm, host))
                .or(() -> Placement.obstacle(vm, host))
                .or(() -> Movable.processor(vm, host));
    }

    /** A network without any PIF ends at its host: a VM on it cannot be moved while it runs (recording 11b-006). */
    static Optional<XapiFailure> internalNetwork(Row vm, Row host) {
        if (vm.text("resident_on").equals(host.ref())) {
            return Optional.empty();
        }
        return vm.followAll("VIFs").stream()
                .flatMap(vif -> vif.follow("network").stream())
                .filter(network -> network.followAll("PIFs").isEmpty())
                .findFirst()
                .map(network -> new XapiFailure("VM_REQUIRES_NETWORK", vm.ref(), network.ref()));
    }

    private static Value assertCanBootHere(Call call) {
        Row vm = call.row(0);
        Row host = call.row(1);
        boolean halted = vm.text("power_state").equals("Halted"); // it meets its processor when it starts
        Placement.obstacle(vm, host)
                .or(() -> halted ? Optional.empty() : Movable.processor(vm, host))
                .ifPresent(obstacle -> {
                    throw obstacle;
                });
        return Values.EMPTY;
    }

    private static Value assertAgile(Call call) {
        Row vm = call.row(0);
        for (Row vbd : vm.followAll("VBDs")) {
            Optional<Row> sr = vbd.follow("VDI").flatMap(vdi -> vdi.follow("SR"));
            if (sr.isPresent() && !sr.get().flag("shared")) {
                throw new XapiFailure(
                        "HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", sr.get().ref());
            }
        }
        return Values.EMPTY;
    }
}
