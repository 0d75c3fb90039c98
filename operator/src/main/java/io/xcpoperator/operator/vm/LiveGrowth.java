package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClasses;
import io.xcpoperator.operator.platform.pools.Releases;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VdiOperation;

/** Whether a disk can grow under a running guest: XAPI has the call since 26.16.1, and the driver must have it too (xapi.md §6.16). */
final class LiveGrowth {
    private LiveGrowth() {}

    static boolean possible(VdiRecord vdi, PoolView view) {
        return vdi.allowedOperations().contains(VdiOperation.RESIZE_ONLINE)
                && view.hosts().stream().allMatch(LiveGrowth::hasTheCall);
    }

    private static boolean hasTheCall(HostRecord host) {
        return reaches(host.softwareVersion().getOrDefault("xapi_build", ""));
    }

    /** @param version for example {@code 26.1.3}; what is no version reaches nothing */
    static boolean reaches(String version) {
        return Releases.reaches(version, FieldClasses.OF_VM.liveSince("disks.size"));
    }
}
