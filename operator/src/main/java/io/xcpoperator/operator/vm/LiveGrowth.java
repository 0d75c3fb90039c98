package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VdiOperation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether a disk can grow under a running guest: XAPI has the call since 26.16.1, and the driver must have it too (xapi.md §6.16). */
final class LiveGrowth {
    private static final List<Integer> SINCE = List.of(26, 16, 1);

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
        List<Integer> parts = Arrays.stream(version.split("\\.", -1))
                .takeWhile(part -> part.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .toList();
        Comparator<List<Integer>> order = Comparator.comparingInt((List<Integer> v) -> at(v, 0))
                .thenComparingInt(v -> at(v, 1))
                .thenComparingInt(v -> at(v, 2));
        return order.compare(parts, SINCE) >= 0;
    }

    private static int at(List<Integer> version, int index) {
        return index < version.size() ? version.get(index) : 0;
    }
}
