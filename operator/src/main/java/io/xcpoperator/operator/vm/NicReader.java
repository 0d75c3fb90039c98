package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.NetworkInterface;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads an entry of spec.networkInterfaces. */
final class NicReader {
    private NicReader() {}

    /** @param seen the entry as status last listed it */
    static DesiredVm.Nic read(NetworkInterface nic, Optional<DesiredVm.SeenNic> seen, References references, Owner me) {
        Optional<String> mac = Optional.ofNullable(nic.macAddress()).map(text -> text.toLowerCase(Locale.ROOT));
        return new DesiredVm.Nic(
                nic.name(),
                Optional.ofNullable(nic.device()),
                references.network(nic.networkRef()),
                mac,
                SpecReader.whole(nic.rateLimitKBps()),
                Optional.ofNullable(nic.allowedAddresses()).map(Set::copyOf),
                seen,
                mac.isPresent()
                        ? mac.flatMap(text -> references.userOf(text, me).map(user -> taken(nic.name(), text, user)))
                        : seen.map(DesiredVm.SeenNic::mac)
                                .flatMap(
                                        text -> references.userOf(text, me).map(user -> lent(nic.name(), text, user))));
    }

    /** One that is there already stays, whoever comes to have its address later. */
    private static Hindrance taken(String name, String mac, String user) {
        return Hindrance.waits(
                        Reason.InUse,
                        "networkInterfaces[%s].macAddress %s is %s's: name another, leave it out for one of its own, or take it off that VM"
                                .formatted(name, mac, user))
                .again(Requeue.WAIT);
    }

    /** An address that was chosen once is given up by a person only. */
    private static Hindrance lent(String name, String mac, String user) {
        return Hindrance.waits(
                        Reason.InUse,
                        "networkInterfaces[%s] is gone, and %s has its MAC address %s now: take it off that VM, or take the entry away and list it anew for another address"
                                .formatted(name, user, mac))
                .again(Requeue.WAIT);
    }
}
