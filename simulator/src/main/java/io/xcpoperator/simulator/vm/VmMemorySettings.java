package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Memory limits, in order or refused (recordings 02-012, 03). Bytes. */
final class VmMemorySettings implements Behaviour {

    /** The four limits together. */
    private record Limits(long staticMin, long dynamicMin, long dynamicMax, long staticMax) {
        static Limits of(Row vm) {
            return new Limits(
                    vm.number("memory_static_min"),
                    vm.number("memory_dynamic_min"),
                    vm.number("memory_dynamic_max"),
                    vm.number("memory_static_max"));
        }

        Limits staticRange(long min, long max) {
            return new Limits(min, dynamicMin, dynamicMax, max);
        }

        Limits dynamicRange(long min, long max) {
            return new Limits(staticMin, min, max, staticMax);
        }
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.set_memory_limits", call -> {
            Limits limits = new Limits(call.number(1), call.number(3), call.number(4), call.number(2));
            return set(call, "changing_memory_limits", limits, true);
        });
        messages.on("VM.set_memory", call -> {
            long value = call.number(1);
            Limits limits = new Limits(call.row(0).number("memory_static_min"), value, value, value);
            return set(call, "changing_memory_limits", limits, true);
        });
        messages.on(
                "VM.set_memory_static_range",
                call -> setStatic(call, now(call).staticRange(call.number(1), call.number(2))));
        messages.on(
                "VM.set_memory_static_max",
                call -> setStatic(call, now(call).staticRange(now(call).staticMin(), call.number(1))));
        messages.on(
                "VM.set_memory_static_min",
                call -> setStatic(
                        call, now(call).staticRange(call.number(1), now(call).staticMax())));
        messages.on(
                "VM.set_memory_dynamic_range",
                call -> setDynamic(call, now(call).dynamicRange(call.number(1), call.number(2))));
        messages.on(
                "VM.set_memory_dynamic_max",
                call -> setDynamic(call, now(call).dynamicRange(now(call).dynamicMin(), call.number(1))));
        messages.on(
                "VM.set_memory_dynamic_min",
                call -> setDynamic(
                        call, now(call).dynamicRange(call.number(1), now(call).dynamicMax())));
        messages.on("VM.set_memory_target_live", call -> {
            VmOperations.check(call, call.row(0), "changing_memory_live");
            return Values.EMPTY;
        });
        messages.on("VM.wait_memory_target_live", call -> {
            VmOperations.check(call, call.row(0), "awaiting_memory_live");
            return Values.EMPTY;
        });
        messages.on("VM.compute_memory_overhead", call -> Value.of(VmMemory.overhead(call.row(0))));
        messages.on("VM.maximise_memory", VmMemorySettings::maximise);
        messages.on("VM.set_HVM_shadow_multiplier", VmMemorySettings::shadowMultiplier);
        messages.on("VM.set_shadow_multiplier_live", VmMemorySettings::shadowMultiplierLive);
    }

    private static Limits now(Call call) {
        return Limits.of(call.row(0));
    }

    private static Value setStatic(Call call, Limits limits) {
        return set(call, "changing_static_range", limits, false);
    }

    private static Value setDynamic(Call call, Limits limits) {
        return set(call, "changing_dynamic_range", limits, true);
    }

    private static Value set(Call call, String operation, Limits limits, boolean dynamic) {
        Row vm = call.row(0);
        if (!vm.flag("is_control_domain")) {
            VmOperations.check(call, vm, operation);
        }
        VmMemory.requireOrder(limits.staticMin(), limits.dynamicMin(), limits.dynamicMax(), limits.staticMax());
        requireRoom(vm, limits);
        vm.set("memory_static_min", limits.staticMin());
        vm.set("memory_static_max", limits.staticMax());
        vm.set("memory_dynamic_min", limits.dynamicMin());
        vm.set("memory_dynamic_max", limits.dynamicMax());
        if (dynamic) {
            boolean running = vm.text("power_state").equals("Running");
            vm.set("memory_target", running ? limits.dynamicMax() : limits.dynamicMin());
            vm.follow("metrics")
                    .filter(_ -> running)
                    .ifPresent(metrics -> metrics.set("memory_actual", limits.dynamicMax()));
        }
        if (!vm.flag("is_control_domain")) {
            VmMemory.refreshOverhead(vm);
        }
        return Values.EMPTY;
    }

    /** A running VM may only grow into what its host has free; the figures of this error are KiB. */
    private static void requireRoom(Row vm, Limits limits) {
        long more = limits.dynamicMin() - vm.number("memory_dynamic_min");
        if (more > 0 && vm.text("power_state").equals("Running")) {
            long free = vm.follow("resident_on").map(VmMemory::free).orElse(0L);
            if (more > free) {
                throw new XapiFailure(
                        "HOST_NOT_ENOUGH_FREE_MEMORY", Long.toString(more >> 10), Long.toString(free >> 10));
            }
        }
    }

    /** The most memory a VM of this shape can have within a total, overhead counted; approximate: with reserve. */
    private static Value maximise(Call call) {
        Row vm = call.row(0);
        long total = call.number(1);
        long vcpus = call.flag(2) ? 64 : vm.number("VCPUs_max");
        long low = 0;
        long high = total >> 20;
        while (low < high) {
            long middle = (low + high + 1) / 2;
            long overhead =
                    VmMemory.overhead(vm.text("domain_type"), middle << 20, vcpus, vm.real("HVM_shadow_multiplier"));
            if ((middle << 20) + overhead <= total) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Value.of(low << 20);
    }

    private static Value shadowMultiplier(Call call) {
        Row vm = call.row(0);
        VmOperations.check(call, vm, "changing_shadow_memory");
        double multiplier = call.real(1);
        if (multiplier < 1.0) {
            throw new XapiFailure("INVALID_VALUE", "multiplier", Double.toString(multiplier));
        }
        vm.set("HVM_shadow_multiplier", Value.of(multiplier));
        VmMemory.refreshOverhead(vm);
        return Values.EMPTY;
    }

    private static Value shadowMultiplierLive(Call call) {
        Row vm = call.row(0);
        VmOperations.check(call, vm, "changing_shadow_memory_live");
        vm.set("HVM_shadow_multiplier", Value.of(call.real(1)));
        return Values.EMPTY;
    }
}
