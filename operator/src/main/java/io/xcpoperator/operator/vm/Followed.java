package io.xcpoperator.operator.vm;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Disks that another tool moved off the storage that the spec names. They stay where they are (S5, S15), until the spec
 * names another storage; so what it named by then is kept on the VM.
 *
 * @param named by entry, the uuid of the SR that the spec named when the disk was moved off it
 */
record Followed(Map<String, String> named) {
    Followed {
        named = Map.copyOf(named);
    }

    static Followed of(VmFacts vm) {
        Map<String, String> named = new TreeMap<>();
        for (String line : vm.own(Keys.FOLLOWED).orElse("").split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                named.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Followed(named);
    }

    /** Whether the disk of this entry is not to be brought back to where the spec still names. */
    boolean stays(String entry, Optional<String> namedNow) {
        return namedNow.filter(uuid -> uuid.equals(named.get(entry))).isPresent();
    }

    /** Without the entries for which the spec names other storage by now. */
    Followed only(Map<String, String> namedNow) {
        Map<String, String> next = new TreeMap<>(named);
        next.entrySet().removeIf(e -> !e.getValue().equals(namedNow.getOrDefault(e.getKey(), e.getValue())));
        return new Followed(next);
    }

    Followed with(String entry, String uuid) {
        Map<String, String> next = new TreeMap<>(named);
        next.put(entry, uuid);
        return new Followed(next);
    }

    String text() {
        return new TreeMap<>(named)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("\n"));
    }
}
