package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.xapi.records.HostRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the bytes of a storage repository are, in the words of the pool's drivers (xapi.md §7.2).
 *
 * @param type of the driver, for instance {@code nfs}
 * @param config the device configuration, without passwords
 * @param place keys of it: two with these alike are the same place
 * @param host the only one that has it; empty: every host of the pool
 * @param login what the place wants to know
 * @param formats what a person approves before anything is written there; empty: a new folder harms nobody
 * @param name as a person says it
 */
record Backing(
        String type,
        boolean iso,
        Map<String, String> config,
        Set<String> place,
        Optional<Resolved<HostRecord>> host,
        Optional<Login> login,
        Optional<String> formats,
        String name) {
    /**
     * Names of two values of a Secret and of two keys of the device configuration; the values themselves are looked up
     * by the executor alone (S9).
     */
    record Login(ObjectKey secret, String userKey, String passwordKey) {}

    Backing {
        config = Map.copyOf(config);
        place = Set.copyOf(place);
    }

    boolean shared() {
        return host.isEmpty();
    }

    /** ISO images are shown as they are found: there is nothing to look for first, and nothing to overwrite. */
    boolean probed() {
        return !iso;
    }

    String contentType() {
        return iso ? "iso" : "user";
    }

    /** Whether a host's connection leads here. */
    boolean isAt(Map<String, String> deviceConfig) {
        return place.stream().allMatch(key -> Objects.equals(deviceConfig.get(key), config.get(key)));
    }

    /** Names what a probe was made with. */
    String key() {
        List<String> lines = new ArrayList<>(
                new TreeMap<>(config).entrySet().stream().map(Object::toString).toList());
        lines.addFirst(type);
        host.ifPresent(where -> {
            if (where instanceof Resolved.Found<HostRecord>(HostRecord record)) {
                lines.add(record.uuid().value());
            }
        });
        return Approvals.hash(lines);
    }
}
