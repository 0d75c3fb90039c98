package io.xcpoperator.simulator.update;

import java.util.List;

/** What a host has from its installation: some of each sort, what needs a reboot, a toolstack restart, nothing. */
final class BasePackages {
    private BasePackages() {}

    static List<RpmPackage> all() {
        return List.of(
                RpmPackage.of("kernel", "4.19.19", "8.0.40.1.xcpng8.3"),
                RpmPackage.of("xen-hypervisor", "4.17.5", "15.1.xcpng8.3"),
                RpmPackage.of("xen-tools", "4.17.5", "15.1.xcpng8.3"),
                RpmPackage.of("microcode_ctl", "2.1", "26.xs29.6.xcpng8.3"),
                RpmPackage.of("glibc", "2.17", "317.2.xcpng8.3"),
                RpmPackage.of("openssl-libs", "1.0.2k", "26.2.xcpng8.3"),
                RpmPackage.of("qemu", "4.2.1", "5.2.12.1.xcpng8.3"),
                RpmPackage.of("blktap", "3.55.5", "2.1.xcpng8.3"),
                RpmPackage.of("xapi-core", "26.1.11", "1.1.xcpng8.3"),
                RpmPackage.of("xenopsd", "26.1.11", "1.1.xcpng8.3"),
                RpmPackage.of("sm", "3.2.12", "10.1.xcpng8.3"),
                RpmPackage.of("xcp-ng-xapi-plugins", "1.12.0", "1.xcpng8.3"),
                RpmPackage.of("varstored", "1.2.0", "3.1.xcpng8.3"),
                RpmPackage.of("xcp-ng-pv-tools", "8.3", "14.xcpng8.3"),
                RpmPackage.of("xo-lite", "0.9.1", "1.xcpng8.3"));
    }
}
