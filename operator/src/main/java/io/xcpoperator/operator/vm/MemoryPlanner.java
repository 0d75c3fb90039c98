package io.xcpoperator.operator.vm;

/**
 * Memory: {@code size} is dynamic_min and dynamic_max, {@code max} is static_max. Within the maximum a guest with
 * drivers balloons at once; all else needs the VM stopped (XAPI: VM.set_memory_limits is for Halted). Pure.
 */
final class MemoryPlanner {
    private MemoryPlanner() {}

    static void plan(DesiredVm want, VmFacts vm, Draft draft) {
        DesiredVm.Memory wanted = want.memory();
        MemoryFacts memory = vm.memory();
        if (wanted.size().isEmpty() && wanted.max().isEmpty()) {
            return;
        }
        long max = wanted.max().or(wanted::size).orElseThrow();
        boolean sized = wanted.size().isPresent();
        long low = sized ? wanted.size().get() : Math.min(memory.dynamicMin(), max);
        long high = sized ? wanted.size().get() : Math.min(memory.dynamicMax(), max);
        boolean dynamicDiffers = low != memory.dynamicMin() || high != memory.dynamicMax();
        if (vm.stopped()) {
            if (max != memory.staticMax() || dynamicDiffers) {
                var limits = new MemoryFacts(Math.min(memory.staticMin(), low), max, low, high);
                draft.step(new SettingAction.SetMemory(vm.ref(), limits), why(memory, high, max));
            }
            return;
        }
        boolean maxDiffers = max != memory.staticMax();
        if (maxDiffers) {
            boolean bySize = wanted.max().isEmpty() || high > memory.staticMax();
            draft.needsRestart(
                    bySize ? "memory.size" : "memory.max",
                    Bytes.text(bySize ? memory.dynamicMax() : memory.staticMax()),
                    Bytes.text(bySize ? high : max));
        }
        boolean room = high <= memory.staticMax() && low >= memory.staticMin();
        boolean maxFollows = maxDiffers && wanted.max().isEmpty();
        if (!dynamicDiffers || maxFollows) {
            return;
        }
        if (room && vm.running() && vm.guest().drivers()) {
            draft.step(
                    new SettingAction.Balloon(vm.ref(), high),
                    "memory.size " + Bytes.text(memory.dynamicMax()) + " → " + Bytes.text(high));
        } else if (!(maxDiffers && high > memory.staticMax())) {
            draft.needsRestart("memory.size", Bytes.text(memory.dynamicMax()), Bytes.text(high));
        }
    }

    private static String why(MemoryFacts memory, long high, long max) {
        return high != memory.dynamicMax()
                ? "memory.size " + Bytes.text(memory.dynamicMax()) + " → " + Bytes.text(high)
                : "memory.max " + Bytes.text(memory.staticMax()) + " → " + Bytes.text(max);
    }
}
