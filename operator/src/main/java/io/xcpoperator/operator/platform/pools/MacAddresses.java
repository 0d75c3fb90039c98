package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.Optional;

/**
 * Whose a MAC address is: XAPI does not check for duplicates (xapi.md §8.5), and two VMs with one address on one network
 * cut each other off. Pure.
 */
public final class MacAddresses {
    private MacAddresses() {}

    /**
     * Who has it in the pool beside {@code me}, as {@code me} may be told: a VM of its own namespace, or in the pool's own
     * namespace any VM, by name; else "another VM of the pool". A halted VM counts, for nobody looks again when it is
     * started; templates and snapshots never run.
     */
    public static Optional<String> user(String mac, Owner me, PoolView view, ObjectKey pool) {
        return view.vifs().stream()
                .filter(vif -> vif.mac().equalsIgnoreCase(mac))
                .flatMap(vif -> view.vm(vif.vm()).stream())
                .filter(vm -> !vm.isASnapshot() && !vm.isATemplate())
                .filter(vm -> !(Ownership.of(vm.otherConfig(), vm.uuidText(), me) instanceof Ownership.Ours))
                .map(vm -> name(vm, me.key().namespace(), pool))
                .sorted()
                .findFirst();
    }

    private static String name(VmRecord vm, String namespace, ObjectKey pool) {
        boolean known = namespace.equals(pool.namespace())
                || OwnerMark.own(vm.otherConfig(), vm.uuidText())
                        .filter(mark -> mark.namespace().equals(namespace))
                        .isPresent();
        return known ? "VM " + vm.nameLabel() : "another VM of the pool";
    }
}
