package io.xcpoperator.operator.host;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.HostVersion;
import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.host.XcpHostSpec;
import io.xcpoperator.api.v1alpha1.host.XcpHostStatus;
import io.xcpoperator.api.v1alpha1.host.XcpHostStatusBuilder;
import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The status of an XcpHost. Pure. */
final class HostReporter {
    private final InstantSource clock;

    HostReporter(InstantSource clock) {
        this.clock = clock;
    }

    XcpHostStatus report(XcpHost host, Observed observed) {
        long generation = host.getMetadata().getGeneration();
        XcpHostStatus old = host.getStatus();
        XcpHostStatusBuilder next = old == null ? XcpHostStatusBuilder.builder() : XcpHostStatusBuilder.builder(old);
        Verdict verdict = verdict(host.getSpec(), observed);
        var conditions = new ArrayList<Condition>(verdict.conditions());
        if (observed instanceof Observed.Present(HostRecord record, PoolView view)) {
            inventory(next, record, view);
            conditions.add(enabled(record));
        }
        return next.observedGeneration(generation)
                .message(Conditions.shortened(verdict.message()))
                .conditions(Conditions.replace(old == null ? null : old.conditions(), conditions, generation, clock))
                .build();
    }

    private static Verdict verdict(XcpHostSpec spec, Observed observed) {
        return switch (observed) {
            case Observed.CannotTell(Reason reason, String message) -> new Verdict.Waiting(reason, message);
            case Observed.Absent(String pool) ->
                new Verdict.Waiting(Reason.NotFound, "pool %s has no host with uuid %s".formatted(pool, spec.uuid()));
            case Observed.Present(HostRecord host, PoolView view) -> {
                List<String> ignored = ignored(spec, host);
                if (!ignored.isEmpty()) {
                    yield new Verdict.Stalled(
                            Reason.NotSupportedYet,
                            "this version of the operator does not act on spec.%s: nothing was done about it"
                                    .formatted(String.join(", spec.", ignored)));
                }
                yield HostLife.isLive(host, view)
                        ? new Verdict.Ready()
                        : new Verdict.Waiting(
                                Reason.NotLive,
                                "host %s (%s) does not answer its coordinator"
                                        .formatted(host.nameLabel(), host.address()));
            }
        };
    }

    /** What is set and not acted on; maintenance: false asks for nothing while the host is enabled. */
    private static List<String> ignored(XcpHostSpec spec, HostRecord host) {
        boolean leaves = Boolean.FALSE.equals(spec.maintenance()) && !host.enabled();
        return Stream.concat(leaves ? Stream.of("maintenance") : Stream.of(), NotYetFields.in(spec).stream())
                .toList();
    }

    private static Condition enabled(HostRecord host) {
        return host.enabled()
                ? Conditions.isTrue("Enabled", Reason.Enabled, "")
                : Conditions.isFalse("Enabled", Reason.Disabled, "no VM starts or moves here");
    }

    private static void inventory(XcpHostStatusBuilder status, HostRecord host, PoolView view) {
        Map<String, String> version = host.softwareVersion();
        boolean coordinates = view.pool()
                .filter(pool -> pool.coordinator().equals(host.ref()))
                .isPresent();
        status.address(host.address())
                .hostname(host.hostname())
                .enabled(host.enabled())
                .live(HostLife.isLive(host, view))
                .coordinator(coordinates)
                .role(coordinates ? "Coordinator" : "Member")
                .version(new HostVersion(
                        version.getOrDefault("product_brand", "?") + " " + version.getOrDefault("product_version", "?"),
                        version.get("xapi_build")))
                .cpu(HostHardware.cpu(host))
                .memory(HostHardware.memory(host, view).orElse(null))
                .networkInterfaces(HostHardware.interfaces(host, view))
                .uptimeSince(HostHardware.bootTime(host).map(Object::toString).orElse(null))
                .virtualMachineCount((int) view.residentOn(host.ref()).stream()
                        .filter(vm -> !vm.isControlDomain())
                        .count());
    }
}
