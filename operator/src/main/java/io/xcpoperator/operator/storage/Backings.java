package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.storage.Iscsi;
import io.xcpoperator.api.v1alpha1.storage.IsoPath;
import io.xcpoperator.api.v1alpha1.storage.LocalDevice;
import io.xcpoperator.api.v1alpha1.storage.Nfs;
import io.xcpoperator.api.v1alpha1.storage.Smb;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.records.HostRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The device configurations of the drivers (xapi.md §7.2). Pure. */
final class Backings {
    private final Function<String, Resolved<HostRecord>> hosts;
    private final String namespace;

    /**
     * @param hosts by the name of an XcpHost
     * @param namespace where the Secrets are
     */
    Backings(Function<String, Resolved<HostRecord>> hosts, String namespace) {
        this.hosts = hosts;
        this.namespace = namespace;
    }

    /** Of a spec that says nothing. */
    static Backing none() {
        return new Backing(
                "", true, Map.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), "nothing");
    }

    Backing nfs(Nfs nfs) {
        var config = new HashMap<>(Map.of("server", nfs.server(), "serverpath", nfs.path()));
        version(nfs, config);
        return shared("nfs", config, Set.of("server", "serverpath"), nfs.server() + ":" + nfs.path());
    }

    Backing isoNfs(Nfs nfs) {
        String location = nfs.server() + ":" + nfs.path();
        var config = new HashMap<>(Map.of("location", location));
        version(nfs, config);
        return iso(config, Optional.empty(), Optional.empty(), location);
    }

    private static void version(Nfs nfs, Map<String, String> config) {
        if (nfs.version() != null) {
            config.put("nfsversion", nfs.version());
        }
    }

    Backing isoPath(IsoPath folder) {
        return iso(
                Map.of("location", folder.path(), "legacy_mode", "true"),
                Optional.of(hosts.apply(folder.hostRef().name())),
                Optional.empty(),
                "%s of %s".formatted(folder.path(), folder.hostRef().name()));
    }

    Backing isoSmb(Smb smb) {
        String location = "//" + smb.server() + smb.path();
        return iso(
                Map.of("location", location, "type", "cifs", "vers", "3.0"),
                Optional.empty(),
                Optional.of(login(smb.credentialsSecretRef(), "username", "cifspassword")),
                location);
    }

    Backing smb(Smb smb) {
        String share = "\\\\" + smb.server() + smb.path().replace('/', '\\');
        return new Backing(
                "smb",
                false,
                Map.of("server", share),
                Set.of("server"),
                Optional.empty(),
                Optional.of(login(smb.credentialsSecretRef(), "username", "password")),
                Optional.empty(),
                share);
    }

    Backing device(String type, LocalDevice device) {
        String host = device.hostRef().name();
        return new Backing(
                type,
                false,
                Map.of("device", device.device()),
                Set.of("device"),
                Optional.of(hosts.apply(host)),
                Optional.empty(),
                Optional.of(host + ":" + device.device()),
                "%s of %s".formatted(device.device(), host));
    }

    Backing iscsi(Iscsi iscsi) {
        String port = String.valueOf(iscsi.port() == null ? 3260 : iscsi.port());
        return new Backing(
                "lvmoiscsi",
                false,
                Map.of("target", iscsi.target(), "port", port, "targetIQN", iscsi.iqn(), "SCSIid", iscsi.scsiId()),
                Set.of("SCSIid"),
                Optional.empty(),
                Optional.ofNullable(iscsi.chapSecretRef()).map(ref -> login(ref, "chapuser", "chappassword")),
                Optional.of(iscsi.target() + ":" + iscsi.scsiId()),
                "LUN %s of %s".formatted(iscsi.scsiId(), iscsi.target()));
    }

    private Backing.Login login(LocalRef secret, String userKey, String passwordKey) {
        return new Backing.Login(new ObjectKey(namespace, secret.name()), userKey, passwordKey);
    }

    private static Backing shared(String type, Map<String, String> config, Set<String> place, String name) {
        return new Backing(type, false, config, place, Optional.empty(), Optional.empty(), Optional.empty(), name);
    }

    private static Backing iso(
            Map<String, String> config,
            Optional<Resolved<HostRecord>> host,
            Optional<Backing.Login> login,
            String name) {
        return new Backing("iso", true, config, Set.of("location"), host, login, Optional.empty(), name);
    }
}
