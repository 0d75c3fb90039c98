package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects hosts with SRs. Under the world's lock. */
public final class Plugging {
    private static final long USUAL_SIZE = 2_000_000_000_000L;

    private final StorageServers servers;

    Plugging(StorageServers servers) {
        this.servers = servers;
    }

    /** A host that answers; fails as {@link HostState#requireAnswer}. */
    Row answering(World world, String host) {
        Row row = world.database().find("host", host).orElseThrow(() -> new XapiFailure("HOST_OFFLINE", host));
        HostState.requireAnswer(world, row);
        return row;
    }

    /**
     * Refuses what a driver would: here only {@code device_config:fail}, the simulated drivers' own way to fail (recording
     * 04-003).
     */
    void checkConfig(Map<String, String> config) {
        if (config.containsKey("fail")) {
            throw Creation.backend(47, "The SR is not available");
        }
    }

    /** Makes a PBD, not yet plugged; passwords of the configuration become secrets of its own. */
    public Row create(Database database, Row sr, Row host, Map<String, String> config) {
        var kept = new LinkedHashMap<String, String>();
        config.forEach((key, text) -> {
            if (key.endsWith("password")) {
                Row secret = database.create("secret", Map.of("value", Value.of(text)));
                kept.put(key + "_secret", secret.uuid());
            } else if (key.endsWith("password_secret")) {
                kept.put(key, copied(database, text));
            } else {
                kept.put(key, text);
            }
        });
        Row pbd = database.create(
                "PBD",
                Map.of(
                        "host", Value.of(host.ref()),
                        "SR", Value.of(sr.ref()),
                        "device_config", Value.textMap(kept)));
        pbd.set("currently_attached", false);
        return pbd;
    }

    /** Each PBD has a secret of its own. */
    private static String copied(Database database, String uuid) {
        Row secret =
                database.findByUuid("secret", uuid).orElseThrow(() -> new XapiFailure("UUID_INVALID", "secret", uuid));
        return database.create("secret", Map.of("value", Value.of(secret.text("value"))))
                .uuid();
    }

    /** Plugs a PBD; nothing when it is plugged. An SR just introduced learns its size. */
    public void plug(Row pbd) {
        if (pbd.flag("currently_attached")) {
            return;
        }
        checkConfig(pbd.map("device_config"));
        pbd.follow("host")
                .ifPresent(host -> servers.requireReach(
                        host, pbd.follow("SR").map(sr -> sr.text("type")).orElse(""), pbd.map("device_config")));
        pbd.set("currently_attached", true);
        pbd.follow("SR").filter(sr -> sr.number("physical_size") < 0).ifPresent(sr -> {
            sr.set("physical_size", USUAL_SIZE);
            sr.set("physical_utilisation", 0);
        });
    }

    /** Unplugs a PBD; nothing when it is not plugged; fails with {@code VDI_IN_USE} while its host has disks in use. */
    public void unplug(Row pbd) {
        if (!pbd.flag("currently_attached")) {
            return;
        }
        pbd.follow("SR").ifPresent(sr -> {
            List<String> used = sr.followAll("VDIs").stream()
                    .filter(vdi -> usedOn(vdi, pbd.text("host")))
                    .map(Row::ref)
                    .toList();
            if (!used.isEmpty()) {
                throw new XapiFailure("VDI_IN_USE", used);
            }
        });
        pbd.set("currently_attached", false);
    }

    private static boolean usedOn(Row vdi, String host) {
        return vdi.followAll("VBDs").stream()
                .filter(vbd -> vbd.flag("currently_attached"))
                .flatMap(vbd -> vbd.follow("VM").stream())
                .anyMatch(vm -> vm.text("resident_on").equals(host));
    }
}
