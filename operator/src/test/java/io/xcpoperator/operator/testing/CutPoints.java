package io.xcpoperator.operator.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a story is cut: before its first write, and once after each kind of write. Which of several writes of one kind, the
 * seed says: another run tries others. Pure.
 *
 * @param writes of a rehearsal, in order
 */
public record CutPoints(List<String> writes, long seed) {
    public CutPoints {
        writes = List.copyOf(writes);
    }

    /** {@code -Dxcp.seed=N} repeats a run. */
    public static long anySeed() {
        return Long.getLong("xcp.seed", System.nanoTime() % 1000);
    }

    /** For a {@link Guillotine} that counts all writes. */
    public List<Integer> all() {
        return points(writes);
    }

    /** For one that counts those to the pool only: their names have no verb of Kubernetes'. */
    public List<Integer> ofPool() {
        return points(writes.stream().filter(write -> !write.contains(" ")).toList());
    }

    private List<Integer> points(List<String> of) {
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < of.size(); i++) {
            kinds.computeIfAbsent(of.get(i), _ -> new ArrayList<>()).add(i + 1);
        }
        var points = new TreeSet<Integer>(List.of(0));
        kinds.values().forEach(numbers -> points.add(numbers.get((int) Math.floorMod(seed, (long) numbers.size()))));
        return List.copyOf(points);
    }
}
