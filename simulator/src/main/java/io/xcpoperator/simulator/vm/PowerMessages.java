package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** The power state machine (recordings 03, 11b). */
final class PowerMessages implements Behaviour {
    private static final String SHORT_STOP = "clean_shutdown";

    private final Domain domain;
    private final SuspendImages images;

    PowerMessages(Domain domain, SuspendImages images) {
        this.domain = domain;
        this.images = images;
    }

    @Override
    public void register(Messages messages) {
        messages.on(
                "VM.start", call -> start(call, "start", call.flag(1), vm -> Placement.choose(call.database(), vm)));
        messages.on("VM.start_on", call -> {
            Row vm = call.row(0);
            Row host = call.row(1);
            return start(call, "start_on", call.flag(2), _ -> fit(call, vm, host));
        });
        messages.on(
                "VM.resume", call -> resume(call, "resume", call.flag(1), vm -> Placement.choose(call.database(), vm)));
        messages.on("VM.resume_on", call -> {
            Row vm = call.row(0);
            Row host = call.row(1);
            return resume(call, "resume_on", call.flag(2), _ -> fit(call, vm, host));
        });
        messages.on("VM.pause", call -> flip(call, "pause", vm -> vm.set("power_state", "Paused")));
        messages.on("VM.unpause", call -> flip(call, "unpause", vm -> vm.set("power_state", "Running")));
        messages.on(
                "VM.clean_shutdown",
                call -> timed(call, SHORT_STOP, call.world().delays().stop(), domain::destroy));
        messages.on("VM.clean_reboot", call -> timed(call, "clean_reboot", reboot(call), domain::reboot));
        messages.on("VM.hard_shutdown", this::hardShutdown);
        messages.on(
                "VM.hard_reboot",
                call -> timed(call, "hard_reboot", call.world().delays().start(), domain::reboot));
        messages.on("VM.shutdown", this::shutdown);
        messages.on("VM.suspend", this::suspend);
        messages.on("VM.power_state_reset", this::reset);
    }

    private static Duration reboot(Call call) {
        return call.world().delays().stop().plus(call.world().delays().start());
    }

    private static Row fit(Call call, Row vm, Row host) {
        if (call.world().upgrading() && Placement.behind(call.database(), host)) {
            throw new XapiFailure("VM_HOST_INCOMPATIBLE_VERSION", host.ref(), vm.ref());
        }
        Placement.obstacle(vm, host).ifPresent(obstacle -> {
            throw obstacle;
        });
        return host;
    }

    private Value start(Call call, String operation, boolean paused, Function<Row, Row> where) {
        Row vm = call.row(0);
        return VmOperations.run(call, vm, operation, () -> {
            Domain.prepare(vm);
            Row host = where.apply(vm);
            return reserved(call, vm, host, call.world().delays().start(), () -> domain.build(vm, host, paused));
        });
    }

    private Value resume(Call call, String operation, boolean paused, Function<Row, Row> where) {
        Row vm = call.row(0);
        return VmOperations.run(call, vm, operation, () -> {
            Row host = where.apply(vm);
            return reserved(call, vm, host, call.world().delays().start(), () -> domain.restore(vm, host, paused));
        });
    }

    /** While it takes its time, the host's memory counts as taken. */
    private static Value reserved(Call call, Row vm, Row host, Duration time, Runnable effect) {
        HostState.requireAnswer(call.world(), host);
        if (time.isZero()) {
            call.checkpoint();
            effect.run();
            return Values.EMPTY;
        }
        vm.set("scheduled_to_be_resident_on", host.ref());
        try {
            call.work(time);
            effect.run();
            return Values.EMPTY;
        } finally {
            if (vm.exists()) {
                vm.set("scheduled_to_be_resident_on", Value.NULL_REF);
            }
        }
    }

    private static Value flip(Call call, String operation, Consumer<Row> effect) {
        return timed(call, operation, Duration.ZERO, effect);
    }

    private static Value timed(Call call, String operation, Duration time, Consumer<Row> effect) {
        Row vm = call.row(0);
        return VmOperations.run(call, vm, operation, () -> {
            call.work(time);
            if (!vm.text("power_state").equals("Halted") || !operation.equals(SHORT_STOP)) {
                effect.accept(vm);
            }
            return Values.EMPTY;
        });
    }

    private Value hardShutdown(Call call) {
        Row vm = call.row(0);
        refuseControlDomain(vm);
        return VmOperations.run(call, vm, "hard_shutdown", () -> {
            domain.destroy(vm);
            return Values.EMPTY;
        });
    }

    static void refuseControlDomain(Row vm) {
        if (vm.flag("is_control_domain")) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "This operation is not allowed on a control domain");
        }
    }

    /** Cleanly if the guest helps, else hard. */
    private Value shutdown(Call call) {
        Row vm = call.row(0);
        return VmOperations.run(call, vm, "shutdown", () -> {
            if (VmRules.refusal(vm, SHORT_STOP).isEmpty()) {
                call.work(call.world().delays().stop());
            }
            domain.destroy(vm);
            return Values.EMPTY;
        });
    }

    private Value suspend(Call call) {
        Row vm = call.row(0);
        return VmOperations.run(call, vm, "suspend", () -> {
            Row image = images.create(call, vm);
            call.work(images.time(call, vm));
            vm.set("suspend_VDI", image.ref());
            vm.set("last_booted_record", LastBoot.of(vm, domain.now()));
            domain.leave(vm);
            vm.set("power_state", "Suspended");
            return Values.EMPTY;
        });
    }

    /** For a VM whose host is gone; refused while its domain lives. */
    private Value reset(Call call) {
        Row vm = call.row(0);
        boolean lives = vm.text("power_state").equals("Running")
                && vm.follow("resident_on")
                        .filter(host -> HostState.answers(call.world(), host))
                        .isPresent();
        if (lives) {
            throw new XapiFailure("DOMAIN_EXISTS", vm.ref());
        }
        if (!vm.text("power_state").equals("Halted")) {
            domain.forget(vm);
            vm.set("current_operations", java.util.Map.of());
            VmOperations.refresh(vm);
        }
        return Values.EMPTY;
    }
}
