package io.xcpoperator.operator.door;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.ConsoleProtocol;
import io.xcpoperator.xapi.types.VmPowerState;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.Optional;

/** Which console a VirtualMachine has. Pure. */
sealed interface Screen {
    /** It has one. */
    record There(ConsoleRecord console) implements Screen {}

    /** It has none now; a sentence with the next step. */
    record Dark(Reason reason, String message) implements Screen {}

    /** Only of a VM that carries this very resource's mark (S1): one that is only looked at shows its status, no more. */
    static Screen of(VirtualMachine resource, PoolView view, String clusterId) {
        String name = "xvm/" + resource.getMetadata().getName();
        String uuid = resource.getStatus() == null ? null : resource.getStatus().uuid();
        if (uuid == null) {
            return new Dark(
                    Reason.ReferenceNotReady,
                    "%s has no VM yet: kubectl get %s says what it waits for".formatted(name, name));
        }
        Optional<VmRecord> vm = view.vm(new VmUuid(uuid));
        if (vm.isEmpty()) {
            return new Dark(
                    Reason.Missing, "the VM of %s is not in the pool: kubectl xcp why %s".formatted(name, name));
        }
        if (!(Ownership.of(vm.get().otherConfig(), uuid, Owner.of(clusterId, resource)) instanceof Ownership.Ours)) {
            return new Dark(
                    Reason.AccessDenied,
                    "%s does not own its VM, and only an owner gets to the console: managementPolicy Manage makes it one"
                            .formatted(name));
        }
        return console(name, vm.get(), view);
    }

    private static Screen console(String name, VmRecord vm, PoolView view) {
        if (vm.powerState() != VmPowerState.RUNNING) {
            return new Dark(
                    Reason.ReferenceNotReady,
                    "%s does not run, and only a running VM has a console: set spec.powerState to Running"
                            .formatted(name));
        }
        return view.consolesOf(vm.ref()).stream()
                .filter(console -> console.protocol() == ConsoleProtocol.RFB)
                .findFirst()
                .<Screen>map(There::new)
                .orElseGet(() -> new Dark(
                        Reason.NotSupportedByPool,
                        "%s has no VNC console in the pool (other_config disable_pv_vnc?)".formatted(name)));
    }
}
