package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.db.Row;

/** What a host says of its software: as it was when its toolstack started, the hypervisor as it was at boot. */
final class HostVersions {
    private HostVersions() {}

    static void toolstackStarted(Row host, HostPackages packages) {
        packages.updated("xapi-core").ifPresent(xapi -> {
            String[] parts = xapi.version().split("\\.", 3);
            host.putEntry("software_version", "xapi_build", xapi.version());
            host.putEntry("software_version", "xapi", parts.length > 1 ? parts[0] + "." + parts[1] : parts[0]);
        });
    }

    static void booted(Row host, HostPackages packages) {
        toolstackStarted(host, packages);
        packages.updated("xen-hypervisor").ifPresent(xen -> host.putEntry("software_version", "xen", xen.level()));
    }
}
