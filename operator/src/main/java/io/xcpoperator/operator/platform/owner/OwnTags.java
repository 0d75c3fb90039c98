package io.xcpoperator.operator.platform.owner;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tags of an XAPI object: only those we added are ours, and which these are is kept on the object itself. Pure.
 *
 * @param ours the value to keep under {@link #KEY} before anything else is changed; empty = leave it as it is
 */
public record OwnTags(Optional<String> ours, List<String> add, List<String> remove) {
    public static final String KEY = "xcp-operator.io/tags";
    private static final String SEPARATOR = "\n";

    /**
     * What brings the tags to what the spec asks for. A tag that was there before us is never removed.
     *
     * @param wanted the spec's tags
     * @param actual the object's tags
     */
    public static OwnTags plan(Collection<String> wanted, Set<String> actual, Map<String, String> otherConfig) {
        String before = otherConfig.getOrDefault(KEY, "");
        var owned = new TreeSet<String>(before.isEmpty() ? List.of() : List.of(before.split(SEPARATOR)));
        List<String> add = wanted.stream()
                .filter(tag -> !actual.contains(tag))
                .distinct()
                .sorted()
                .toList();
        List<String> remove = owned.stream()
                .filter(tag -> !wanted.contains(tag) && actual.contains(tag))
                .toList();
        var kept = new TreeSet<String>(add);
        owned.stream().filter(actual::contains).forEach(kept::add); // those that go leave the key a round later
        String after = String.join(SEPARATOR, kept);
        return new OwnTags(after.equals(before) ? Optional.empty() : Optional.of(after), add, remove);
    }

    public boolean isEmpty() {
        return ours.isEmpty() && add.isEmpty() && remove.isEmpty();
    }
}
