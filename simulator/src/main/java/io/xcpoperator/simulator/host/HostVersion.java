package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import java.util.Arrays;
import java.util.List;

/**
 * What counts of a host's versions (facts: rolling upgrade, evacuation): platform, toolstack and hypervisor for where a VM
 * may go, platform and the first two numbers of the toolstack for whether the pool is in an upgrade. Pure.
 */
public record HostVersion(List<Long> platform, List<Long> toolstack, List<Long> hypervisor)
        implements Comparable<HostVersion> {

    public static HostVersion of(Row host) {
        return new HostVersion(
                numbers(host.entry("software_version", "platform_version")),
                numbers(host.entry("software_version", "xapi_build")),
                numbers(host.entry("software_version", "xen")));
    }

    /** Whether a VM that runs on one may not go to the other. */
    public static boolean lower(Row to, Row from) {
        return of(to).compareTo(of(from)) < 0;
    }

    static boolean upgrading(Row host, Row coordinator) {
        return !host.entry("software_version", "platform_version")
                        .equals(coordinator.entry("software_version", "platform_version"))
                || !host.entry("software_version", "xapi").equals(coordinator.entry("software_version", "xapi"));
    }

    @Override
    public int compareTo(HostVersion other) {
        int first = compare(platform, other.platform);
        int second = first != 0 ? first : compare(toolstack, other.toolstack);
        return second != 0 ? second : compare(hypervisor, other.hypervisor);
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split("[^0-9]+", -1))
                .filter(part -> !part.isEmpty() && part.length() < 18)
                .map(Long::valueOf)
                .toList();
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int index = 0; index < Math.min(one.size(), other.size()); index++) {
            int order = Long.compare(one.get(index), other.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
