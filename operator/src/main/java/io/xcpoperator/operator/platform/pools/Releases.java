package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Compares versions as {@code 8.3.0}; a pool's is that of the oldest of its hosts. Pure. */
public final class Releases {
    private Releases() {}

    /** What is no version reaches nothing. */
    public static boolean reaches(String version, String since) {
        Comparator<List<Integer>> order = Comparator.comparingInt((List<Integer> v) -> at(v, 0))
                .thenComparingInt(v -> at(v, 1))
                .thenComparingInt(v -> at(v, 2));
        return order.compare(parts(version), parts(since)) >= 0;
    }

    /** One a host. */
    public static List<String> products(PoolView view) {
        return view.hosts().stream().map(Releases::product).toList();
    }

    /** Whether all hosts are of this release of XCP-ng or a later one. */
    public static boolean allReach(List<String> products, String since) {
        return !products.isEmpty() && products.stream().allMatch(version -> reaches(version, since));
    }

    private static String product(HostRecord host) {
        return host.softwareVersion().getOrDefault("product_version", "");
    }

    private static List<Integer> parts(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .takeWhile(part -> part.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .toList();
    }

    private static int at(List<Integer> version, int index) {
        return index < version.size() ? version.get(index) : 0;
    }
}
