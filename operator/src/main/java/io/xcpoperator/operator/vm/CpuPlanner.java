package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;

/**
 * vCPUs and their share of a host. The count changes live where the guest can, else at its next boot; the maximum only
 * on a stopped VM (XAPI: VM.set_VCPUs_max is for Halted). Pure.
 */
final class CpuPlanner {
    private static final String CORES = "cores-per-socket";

    private CpuPlanner() {}

    static void plan(DesiredVm want, VmFacts vm, Draft draft) {
        DesiredVm.Cpu wanted = want.cpu();
        CpuFacts cpu = vm.cpu();
        long max = wanted.max().orElse(Math.max(cpu.max(), wanted.count().orElse(0L)));
        long count = Math.min(wanted.count().orElse(cpu.atStartup()), max);
        Optional<Long> cores = wanted.coresPerSocket().or(cpu::coresPerSocket);
        if (max != cpu.max() || wanted.coresPerSocket().isPresent()) {
            Optional<Long> odd = cores.filter(c -> c > 0 && max % c != 0);
            if (odd.isPresent()) {
                draft.hindered(Hindrance.stalls(
                        Reason.InvalidSpec,
                        "cpu.max %d is not a multiple of %s %d; change cpu.max or cpu.coresPerSocket"
                                .formatted(
                                        max,
                                        wanted.coresPerSocket().isPresent()
                                                ? "cpu.coresPerSocket"
                                                : "the template's cores per socket",
                                        odd.get())));
                return;
            }
        }
        cores(wanted, vm, draft);
        if (vm.stopped()) {
            stopped(vm, max, count, draft);
        } else {
            started(wanted, vm, max, count, draft);
        }
        wanted.weight().ifPresent(weight -> param(vm, "weight", weight, draft));
        wanted.cap().ifPresent(cap -> param(vm, "cap", cap, draft));
    }

    private static void cores(DesiredVm.Cpu wanted, VmFacts vm, Draft draft) {
        Optional<Long> now = vm.cpu().coresPerSocket();
        wanted.coresPerSocket().filter(cores -> !now.equals(Optional.of(cores))).ifPresent(cores -> {
            String from = now.map(Object::toString).orElse("unset");
            if (!vm.stopped() && vm.cpu().max() % cores != 0) { // a reboot from inside would find sockets not whole
                draft.needsRestart("cpu.coresPerSocket", from, Long.toString(cores));
                return;
            }
            draft.change(
                    vm,
                    "cpu.coresPerSocket",
                    from,
                    Long.toString(cores),
                    new SettingAction.SetPlatform(vm.ref(), CORES, Long.toString(cores), now.isPresent()));
        });
    }

    /** Growing sets the maximum first, shrinking the count first: XAPI keeps count ≤ maximum at every moment. */
    private static void stopped(VmFacts vm, long max, long count, Draft draft) {
        CpuFacts cpu = vm.cpu();
        var setMax = new SettingAction.SetVcpusMax(vm.ref(), max);
        var setCount = new SettingAction.SetVcpusAtStartup(vm.ref(), count);
        String whyMax = "cpu.max " + cpu.max() + " → " + max;
        String whyCount = "cpu.count " + cpu.atStartup() + " → " + count;
        if (max > cpu.max()) {
            draft.step(setMax, whyMax);
        }
        if (count != cpu.atStartup()) {
            draft.step(setCount, whyCount);
        }
        if (max < cpu.max()) {
            draft.step(setMax, whyMax);
        }
    }

    private static void started(DesiredVm.Cpu wanted, VmFacts vm, long max, long count, Draft draft) {
        CpuFacts cpu = vm.cpu();
        boolean countManaged = wanted.count().isPresent();
        if (max != cpu.max()) {
            boolean byCount = wanted.max().isEmpty();
            draft.needsRestart(
                    byCount ? "cpu.count" : "cpu.max",
                    Long.toString(byCount ? cpu.now() : cpu.max()),
                    Long.toString(byCount ? count : max));
        }
        if (!countManaged || count > cpu.max()) {
            return;
        }
        String why = "cpu.count " + cpu.now() + " → " + count;
        if (count != cpu.now() && vm.running() && vm.guest().vcpuHotplug()) {
            draft.step(new SettingAction.SetVcpusLive(vm.ref(), count), why);
            return;
        }
        if (count != cpu.atStartup() && vm.running()) {
            draft.step(new SettingAction.SetVcpusAtStartup(vm.ref(), count), why);
        }
        if (count != cpu.now()) {
            draft.nextBoot("cpu.count", Long.toString(cpu.now()), Long.toString(count));
        }
    }

    private static void param(VmFacts vm, String key, long value, Draft draft) {
        String now = vm.cpu().params().get(key);
        String next = Long.toString(value);
        boolean zeroIsUnset = now == null && key.equals("cap") && value == 0;
        if (!next.equals(now) && !zeroIsUnset) {
            draft.step(
                    new SettingAction.SetVcpuParam(vm.ref(), key, next, now != null, vm.running()),
                    "cpu." + (key.equals("cap") ? "capPercent" : key) + " " + (now == null ? "unset" : now) + " → "
                            + next);
        }
    }
}
