package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the pool's storage is on: exports, shares, LUNs, devices. It keeps the SRs that no pool knows, as after SR.forget or
 * of another pool, and may be out of reach. May be used from any thread.
 */
public final class StorageServers {
    /** Keys that say where an SR is, by type. */
    private static final Map<String, Set<String>> PLACE = Map.of(
            "nfs", Set.of("server", "serverpath"),
            "smb", Set.of("server"),
            "lvmoiscsi", Set.of("SCSIid"),
            "lvmohba", Set.of("SCSIid"),
            "ext", Set.of("device"),
            "lvm", Set.of("device"));

    /** The whole of it is one SR's; the others hold one folder an SR. */
    private static final Set<String> ALONE = Set.of("lvmoiscsi", "lvmohba", "ext", "lvm");

    private static final Map<String, XapiFailure> UNREACHABLE = Map.of(
            "nfs", failure(73, "NFS mount error"),
            "smb", failure(111, "SMB mount error"),
            "lvmoiscsi", failure(141, "Unable to connect to ISCSI service on target"),
            "iso", failure(222, "Could not mount the directory specified in Device Configuration"));

    private static XapiFailure failure(int number, String text) {
        return Creation.backend(number, text);
    }

    private final List<Found> unknown = new CopyOnWriteArrayList<>();
    private final Set<Cut> cuts = ConcurrentHashMap.newKeySet();

    private record Found(String uuid, String type, Map<String, String> config) {}

    private record Cut(String server, String host) {}

    /** An SR is there that this pool does not know. */
    public void plant(String uuid, String type, Map<String, String> deviceConfig) {
        remove(uuid);
        unknown.add(new Found(uuid, type, Map.copyOf(deviceConfig)));
    }

    /** Nothing of it is there any more. */
    public void remove(String uuid) {
        unknown.removeIf(found -> found.uuid().equals(uuid));
    }

    /** From now on a host cannot reach a server, by name as the device configuration has it. */
    public void cut(String server, String host) {
        cuts.add(new Cut(server, host));
    }

    public void mend(String server, String host) {
        cuts.remove(new Cut(server, host));
    }

    /** Whether two configurations lead to the same place. */
    static boolean samePlace(String type, Map<String, String> one, Map<String, String> other) {
        Set<String> keys = PLACE.getOrDefault(type, Set.of());
        return !keys.isEmpty() && keys.stream().allMatch(key -> Objects.equals(one.get(key), other.get(key)));
    }

    List<String> unknownAt(String type, Map<String, String> config) {
        return unknown.stream()
                .filter(found -> found.type().equals(type) && samePlace(type, found.config(), config))
                .map(Found::uuid)
                .toList();
    }

    /** What making an SR there does to what was there. */
    void written(String type, Map<String, String> config) {
        if (ALONE.contains(type)) {
            unknown.removeIf(found -> samePlace(type, found.config(), config));
        }
    }

    /** Fails as the driver of the type does where the host does not reach the server. */
    void requireReach(Row host, String type, Map<String, String> config) {
        boolean cut = cuts.stream()
                .filter(one -> one.host().equals(host.text("name_label")))
                .anyMatch(one -> config.values().stream().anyMatch(value -> names(value, one.server())));
        if (cut) {
            throw UNREACHABLE.getOrDefault(type, failure(47, "The SR is not available"));
        }
    }

    private static boolean names(String value, String server) {
        return value.equals(server)
                || value.startsWith(server + ":/")
                || value.startsWith("//" + server + "/")
                || value.startsWith("\\\\" + server + "\\");
    }
}
