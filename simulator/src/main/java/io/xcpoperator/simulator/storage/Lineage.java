package io.xcpoperator.simulator.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which disk shares blocks with which: a snapshot or clone with what it was made of. */
final class Lineage {
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();

    void born(String parent, String child) {
        parents.put(child, parent);
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(child);
    }

    Optional<String> parent(String disk) {
        return Optional.ofNullable(parents.get(disk));
    }

    /**
     * Forgets a disk.
     *
     * @return the one that keeps its blocks: its eldest child, which takes over the others
     */
    Optional<String> gone(String disk) {
        String parent = parents.remove(disk);
        List<String> orphans = children.remove(disk);
        if (parent != null) {
            List<String> siblings = children.getOrDefault(parent, new ArrayList<>());
            siblings.remove(disk);
        }
        if (orphans == null || orphans.isEmpty()) {
            return Optional.empty();
        }
        String heir = orphans.getFirst();
        parents.remove(heir);
        if (parent != null) {
            born(parent, heir);
        }
        orphans.stream().skip(1).forEach(orphan -> born(heir, orphan));
        return Optional.of(heir);
    }
}
