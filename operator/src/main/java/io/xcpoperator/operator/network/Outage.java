package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes that interrupt the network, made together once a person approves them. Pure.
 *
 * @param uuid of the network
 * @param hit whose traffic stops, by name
 */
record Outage(String uuid, List<Change> changes, List<Step> steps, Set<String> hit) {
    /** One field's; what it was is not part of what is approved, for it changes while the outage is under way. */
    record Change(String field, String from, String to) {
        String sentence() {
            return from.isEmpty() ? field + " " + to : "%s %s → %s".formatted(field, from, to);
        }
    }

    Outage {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        hit = Set.copyOf(hit);
    }

    /** What an approval names. */
    String hash() {
        return Approvals.hash(changes.stream()
                .map(change -> String.join("|", uuid, change.field(), change.to()))
                .sorted()
                .toList());
    }

    /** The changes and whom they hit, as half a sentence. */
    String sentence() {
        String what = String.join(", ", changes.stream().map(Change::sentence).toList());
        return hit.isEmpty()
                ? what + " interrupts the network"
                : "%s interrupts %s".formatted(what, String.join(", ", new TreeSet<>(hit)));
    }
}
