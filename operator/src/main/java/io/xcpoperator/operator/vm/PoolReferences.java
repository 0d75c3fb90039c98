package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.access.Access;
import io.xcpoperator.operator.platform.access.NamespaceSelector;
import io.xcpoperator.operator.platform.access.SpecAccess;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.MacAddresses;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.SrUuid;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks names up in the informers' caches and in the pool's view, and minds who may use what. */
final class PoolReferences implements References {
    private final PoolHandle pool;
    private final PoolView view;
    private final Caches caches;
    private final Secrets secrets;
    private final String namespace;
    private final Map<String, String> labels;
    private final Templates templates;
    private final Snapshots snapshots;

    /** @param labels of the namespace that refers */
    PoolReferences(
            PoolHandle pool,
            PoolView view,
            Caches caches,
            Secrets secrets,
            String namespace,
            Map<String, String> labels) {
        this.pool = pool;
        this.view = view;
        this.caches = caches;
        this.secrets = secrets;
        this.namespace = namespace;
        this.labels = labels;
        this.templates = new Templates(view, pool.key());
        this.snapshots = new Snapshots(view, pool.key(), caches.snapshots(), namespace);
    }

    @Override
    public Resolved<NetworkRef> network(Ref ref) {
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), namespace);
        Optional<XcpNetwork> found = caches.networks().find(key);
        if (found.isEmpty()) {
            return absent(
                    "XcpNetwork",
                    "networkRef",
                    key,
                    caches.networks()
                            .all()
                            .filter(n -> usable(
                                    ObjectKey.of(n),
                                    n.getSpec().poolRef(),
                                    n.getSpec().allowedNamespaces()))
                            .map(ObjectKey::of)
                            .toList());
        }
        var spec = found.get().getSpec();
        var status = found.get().getStatus();
        Optional<Hindrance> refused =
                refused("network", key, spec.poolRef(), SpecAccess.selector(spec.allowedNamespaces()));
        String uuid = status == null ? null : status.uuid();
        return refused.<Resolved<NetworkRef>>map(Resolved.Unresolved::new)
                .orElseGet(() -> present(
                        "XcpNetwork " + key,
                        uuid,
                        status == null ? null : status.message(),
                        uuid == null
                                ? Optional.empty()
                                : view.network(new NetworkUuid(uuid)).map(NetworkRecord::ref)));
    }

    @Override
    public Resolved<SrRef> storage(Ref ref) {
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), namespace);
        Optional<StorageRepository> found = caches.storageRepositories().find(key);
        if (found.isEmpty()) {
            return absent(
                    "StorageRepository",
                    "storageRepositoryRef",
                    key,
                    caches.storageRepositories()
                            .all()
                            .filter(sr -> usable(
                                    ObjectKey.of(sr),
                                    sr.getSpec().poolRef(),
                                    sr.getSpec().allowedNamespaces()))
                            .map(ObjectKey::of)
                            .toList());
        }
        var spec = found.get().getSpec();
        var status = found.get().getStatus();
        Optional<Hindrance> refused =
                refused("storage repository", key, spec.poolRef(), SpecAccess.selector(spec.allowedNamespaces()));
        String uuid = status == null ? null : status.uuid();
        return refused.<Resolved<SrRef>>map(Resolved.Unresolved::new)
                .orElseGet(() -> present(
                        "StorageRepository " + key,
                        uuid,
                        status == null ? null : status.message(),
                        uuid == null
                                ? Optional.empty()
                                : view.sr(new SrUuid(uuid)).map(SrRecord::ref)));
    }

    @Override
    public Optional<String> userOf(String mac, Owner me) {
        return MacAddresses.user(mac, me, view, pool.key());
    }

    @Override
    public Resolved<ImageFacts> image(Ref ref) {
        return switch (disk(ref)) {
            case Resolved.Found<VdiRecord>(VdiRecord vdi)
            when isIso(ref) ->
                new Resolved.Unresolved<>(Hindrance.stalls(
                        Reason.InvalidSpec,
                        "image %s is an ISO, to be installed from: use source.empty, and name it in cdrom.diskImageRef"
                                .formatted(vdi.nameLabel())));
            case Resolved.Found<VdiRecord>(VdiRecord vdi) ->
                new Resolved.Found<>(new ImageFacts(vdi.ref(), vdi.virtualSize(), "image " + vdi.nameLabel()));
            case Resolved.Unresolved<VdiRecord>(Hindrance why) -> new Resolved.Unresolved<>(why);
        };
    }

    @Override
    public Resolved<VdiRef> medium(Ref ref) {
        return switch (disk(ref)) {
            case Resolved.Found<VdiRecord>(VdiRecord vdi) -> new Resolved.Found<>(vdi.ref());
            case Resolved.Unresolved<VdiRecord>(Hindrance why) -> new Resolved.Unresolved<>(why);
        };
    }

    private boolean isIso(Ref ref) {
        return caches.images()
                .find(ObjectKey.resolve(ref.namespace(), ref.name(), namespace))
                .map(DiskImage::getStatus)
                .filter(status -> status.format() == ImageFormat.Iso)
                .isPresent();
    }

    private Resolved<VdiRecord> disk(Ref ref) {
        ObjectKey key = ObjectKey.resolve(ref.namespace(), ref.name(), namespace);
        Optional<DiskImage> found = caches.images().find(key);
        if (found.isEmpty()) {
            return absent(
                    "DiskImage",
                    "diskImageRef",
                    key,
                    caches.images()
                            .all()
                            .filter(image -> mayUse(ObjectKey.of(image), image).isEmpty())
                            .map(ObjectKey::of)
                            .toList());
        }
        var status = found.get().getStatus();
        String uuid = status != null && Conditions.isTrue(status.conditions(), Conditions.READY) ? status.uuid() : null;
        return mayUse(key, found.get())
                .<Resolved<VdiRecord>>map(Resolved.Unresolved::new)
                .orElseGet(() -> present(
                        "DiskImage " + key,
                        uuid,
                        status == null ? null : status.message(),
                        uuid == null ? Optional.empty() : view.vdi(new VdiUuid(uuid))));
    }

    private Optional<Hindrance> mayUse(ObjectKey key, DiskImage image) {
        return Access.toShared(
                        "image", key, SpecAccess.selector(image.getSpec().allowedNamespaces()), namespace, labels)
                .map(message -> Hindrance.waits(Reason.AccessDenied, message));
    }

    /** Of the pool, and this namespace may use it: then it may learn of it, too. */
    private boolean usable(ObjectKey key, Ref poolRef, @Nullable NamespaceSet allowed) {
        return refused("", key, poolRef, SpecAccess.selector(allowed)).isEmpty();
    }

    /** @param usable what may be named instead */
    private static <R> Resolved<R> absent(String kind, String field, ObjectKey key, List<ObjectKey> usable) {
        String missing = kind + " " + key + " does not exist";
        Optional<ObjectKey> elsewhere =
                usable.stream().filter(other -> other.name().equals(key.name())).findFirst();
        String there = Nearby.list(key.toString(), usable.stream().map(ObjectKey::toString));
        return unresolved(
                Reason.ReferenceNotFound,
                elsewhere
                        .map(other -> "%s; %s %s does: add %s.namespace: %s"
                                .formatted(missing, kind, other, field, other.namespace()))
                        .orElse(there.isEmpty() ? missing : missing + "; there is: " + there));
    }

    /** Why the namespace may not use the object, or why the object is of no use here. */
    private Optional<Hindrance> refused(String what, ObjectKey key, Ref poolRef, NamespaceSelector allowed) {
        ObjectKey itsPool = ObjectKey.resolve(poolRef.namespace(), poolRef.name(), key.namespace());
        if (!itsPool.equals(pool.key())) {
            return Optional.of(Hindrance.stalls(
                    Reason.InvalidSpec,
                    "%s %s belongs to pool %s, the VM to pool %s".formatted(what, key, itsPool, pool.key())));
        }
        return Access.toShared(what, key, allowed, namespace, labels)
                .map(message -> Hindrance.waits(Reason.AccessDenied, message));
    }

    private <R> Resolved<R> present(String what, @Nullable String uuid, @Nullable String message, Optional<R> inPool) {
        if (uuid == null) {
            String because = message == null || message.isEmpty() ? "" : ": " + message;
            return unresolved(Reason.ReferenceNotReady, what + " is not ready" + because);
        }
        return inPool.<Resolved<R>>map(Resolved.Found::new)
                .orElseGet(() -> unresolved(
                        Reason.NotFound,
                        what + " (" + uuid + ") is gone from pool " + pool.key().name()));
    }

    @Override
    public Resolved<Seed.Text> text(String field, SecretKeyRef ref) {
        ObjectKey key = new ObjectKey(namespace, ref.name());
        return switch (secrets.find(key)) {
            case SecretLookup.Missing _ ->
                unresolved(
                        Reason.SecretMissing,
                        "%s: Secret %s does not exist; make one with the key %s and the label %s: \"%s\""
                                .formatted(field, key, ref.key(), Secrets.LABEL, Secrets.LABEL_VALUE));
            case SecretLookup.Unlabelled(String message) ->
                unresolved(Reason.SecretNotLabelled, field + ": " + message);
            case SecretLookup.Found found ->
                found.value(ref.key())
                        .<Resolved<Seed.Text>>map(text -> new Resolved.Found<>(new Seed.Text(text, found.uid())))
                        .orElseGet(() -> unresolved(
                                Reason.SecretInvalid,
                                "%s: Secret %s has nothing under the key %s; add it there, or name another key"
                                        .formatted(field, key, ref.key())));
        };
    }

    @Override
    public Resolved<SrRef> defaultStorage(Optional<HostRef> only) {
        return only.flatMap(host -> LocalStorage.of(host, view))
                .<Resolved<SrRef>>map(Resolved.Found::new)
                .orElseGet(this::poolDefault);
    }

    private Resolved<SrRef> poolDefault() {
        return view.pool()
                .map(record -> record.defaultSr())
                .filter(sr -> view.sr(sr).isPresent())
                .<Resolved<SrRef>>map(Resolved.Found::new)
                .orElseGet(() -> unresolved(
                        Reason.NotFound,
                        "pool " + pool.key().name()
                                + " has no default storage repository: set storageRepositoryRef on the disk"));
    }

    @Override
    public Resolved<DesiredVm.Place> host(String name, boolean strict) {
        ObjectKey key = new ObjectKey(pool.key().namespace(), name);
        Optional<XcpHost> found = caches.hosts().find(key);
        if (found.isEmpty()) {
            String hosts = Nearby.list(name, hosts());
            return unresolved(
                    Reason.ReferenceNotFound,
                    "XcpHost " + key + " does not exist" + (hosts.isEmpty() ? "" : "; hosts are: " + hosts));
        }
        String uuid = found.get().getSpec().uuid();
        Optional<HostRecord> host = view.host(new HostUuid(uuid));
        return host.<Resolved<DesiredVm.Place>>map(
                        h -> new Resolved.Found<>(new DesiredVm.Place(h.ref(), uuid, h.nameLabel(), strict)))
                .orElseGet(() -> unresolved(
                        Reason.NotFound,
                        "host " + uuid + " is not in pool " + pool.key().name()));
    }

    /** By the names that a spec may use, with the ones that the HOST column shows. */
    private Stream<String> hosts() {
        return caches.hosts()
                .all()
                .filter(host ->
                        host.getMetadata().getNamespace().equals(pool.key().namespace()))
                .flatMap(host -> view.host(new HostUuid(host.getSpec().uuid())).stream()
                        .map(record -> host.getMetadata().getName() + " (" + record.nameLabel() + ")"));
    }

    /** In the SR of the tools (pool-and-patching.md §1.15). */
    @Override
    public Resolved<VdiRef> guestTools() {
        return view.srs().stream()
                .filter(SrRecord::isToolsSr)
                .flatMap(sr -> view.vdisOf(sr.ref()).stream())
                .filter(VdiRecord::isToolsIso)
                .min(Comparator.comparing(VdiRecord::nameLabel))
                .<Resolved<VdiRef>>map(iso -> new Resolved.Found<>(iso.ref()))
                .orElseGet(() -> unresolved(
                        Reason.NotFound,
                        "pool %s has no ISO of guest tools: install xcp-ng-pv-tools on its hosts, and rescan the storage of the tools"
                                .formatted(pool.key().name())));
    }

    @Override
    public Resolved<VmFacts> template(NameOrUuid wanted) {
        return templates.withDisks(wanted);
    }

    @Override
    public Resolved<VmFacts> platformTemplate(NameOrUuid wanted) {
        return templates.withoutDisks(wanted);
    }

    @Override
    public Resolved<VmFacts> snapshot(String name, Optional<SrRef> copyTo) {
        return snapshots.find(name, copyTo);
    }

    private static <R> Resolved<R> unresolved(Reason reason, String message) {
        return new Resolved.Unresolved<>(Hindrance.waits(reason, message));
    }
}
