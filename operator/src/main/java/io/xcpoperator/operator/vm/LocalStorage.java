package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Storage that one host has for itself. */
final class LocalStorage {
    /** Drivers of media and devices: no disk of a VM can be made there. */
    private static final Set<String> NO_DISKS = Set.of("iso", "udev");

    private LocalStorage() {}

    /** The one with the most room; of equals always the same. */
    static Optional<SrRef> of(HostRef host, PoolView view) {
        return view.pbdsOf(host).stream()
                .filter(PbdRecord::currentlyAttached)
                .flatMap(pbd -> view.sr(pbd.sr()).stream())
                .filter(sr -> !sr.shared() && !sr.isToolsSr() && !NO_DISKS.contains(sr.type()))
                .filter(sr -> !sr.contentType().equals("iso"))
                .max(Comparator.comparingLong((SrRecord sr) -> sr.physicalSize() - sr.physicalUtilisation())
                        .thenComparing(sr -> sr.uuid().value()))
                .map(SrRecord::ref);
    }
}
