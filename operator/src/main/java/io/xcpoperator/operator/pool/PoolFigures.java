package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.PoolVersion;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmPowerState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a view says of a pool as a whole. Pure. */
final class PoolFigures {
    private PoolFigures() {}

    /** A VM as a person counts them: no template, snapshot or control domain. */
    static boolean isGuest(VmRecord vm) {
        return !vm.isATemplate() && !vm.isASnapshot() && !vm.isControlDomain();
    }

    static int guests(PoolView view) {
        return (int) view.vms().stream().filter(PoolFigures::isGuest).count();
    }

    static int running(PoolView view) {
        return (int) view.vms().stream()
                .filter(vm -> isGuest(vm) && vm.powerState() == VmPowerState.RUNNING)
                .count();
    }

    static Optional<PoolVersion> version(PoolView view) {
        return view.coordinator().map(coordinator -> {
            Map<String, String> version = coordinator.softwareVersion();
            return new PoolVersion(product(coordinator), version.get("xapi_build"), isUniform(view));
        });
    }

    static boolean isUniform(PoolView view) {
        return view.hosts().stream().map(PoolFigures::runs).distinct().count() <= 1;
    }

    /** Host by host, for instance {@code host1 XCP-ng 8.3.0 (xapi 26.1.3)}. */
    static String versions(PoolView view) {
        return view.hosts().stream()
                .map(host -> host.nameLabel() + " " + runs(host))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String runs(HostRecord host) {
        return "%s (xapi %s)".formatted(product(host), host.softwareVersion().getOrDefault("xapi_build", "?"));
    }

    private static String product(HostRecord host) {
        Map<String, String> version = host.softwareVersion();
        return version.getOrDefault("product_brand", "?") + " " + version.getOrDefault("product_version", "?");
    }
}
