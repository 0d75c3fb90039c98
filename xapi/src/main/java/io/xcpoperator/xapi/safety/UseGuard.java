package io.xcpoperator.xapi.safety;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PbdRef;
import java.util.List;
import java.util.Optional;

/** The calls that depend on what is in use at the moment (invariant S16): unplugging a PBD, rebooting a host. */
public final class UseGuard {
    private UseGuard() {}

    /** Whether the rule of a call needs a view that is current. */
    public static boolean applies(String method) {
        return switch (method.substring(method.startsWith("Async.") ? "Async.".length() : 0)) {
            case "PBD.unplug", "host.reboot", "host.shutdown" -> true;
            default -> false;
        };
    }

    /**
     * The rule the call breaks in this view; empty when it may be made.
     *
     * @param target the reference of the PBD or host
     */
    public static Optional<String> rule(String method, String target, PoolView view) {
        return method.endsWith("PBD.unplug") ? unplug(view, new PbdRef(target)) : down(view, new HostRef(target));
    }

    private static Optional<String> unplug(PoolView view, PbdRef ref) {
        Optional<PbdRecord> pbd = view.pbd(ref);
        if (pbd.isEmpty()) {
            return Optional.of("the PBD is not known");
        }
        for (VdiRecord vdi : view.vdisOf(pbd.get().sr())) {
            for (VbdRecord vbd : view.vbdsOf(vdi.ref())) {
                if (vbd.currentlyAttached() && mayRunOn(view, vbd, pbd.get().host())) {
                    return Optional.of("a disk of the storage is attached on this host");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayRunOn(PoolView view, VbdRecord vbd, HostRef host) {
        return view.vm(vbd.vm())
                .map(vm -> vm.residentOn().isNull() || vm.residentOn().equals(host))
                .orElse(true);
    }

    private static Optional<String> down(PoolView view, HostRef host) {
        List<VmRecord> guests = view.residentOn(host).stream()
                .filter(vm -> !vm.isControlDomain())
                .toList();
        return guests.isEmpty() ? Optional.empty() : Optional.of(guests.size() + " guests run on the host");
    }
}
