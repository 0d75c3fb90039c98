package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.CaBundleRef;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageSpec;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.api.v1alpha1.image.ImageOrigin;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Access;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.access.SpecAccess;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Retention;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.secrets.CaBundle;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the pool's mirror, the informers' caches and the work of this process. Changes nothing. */
final class ImageObserver {

    private final Platform platform;
    private final Imports imports;
    private final Volumes volumes;

    ImageObserver(Platform platform, Imports imports, Volumes volumes) {
        this.platform = platform;
        this.imports = imports;
        this.volumes = volumes;
    }

    Round planned(DiskImage resource) {
        Instant now = platform.clock().instant();
        ImageMemory memory = ImageMemory.of(resource, now);
        Sight sight = look(resource, memory, PoolHandle::view);
        ManagementGate gate = gate(resource);
        RunState run = sight.seen()
                .map(seen -> imports.state(
                        resource.getMetadata().getUid(), seen.want().authorities()))
                .orElseGet(() -> imports.state(resource.getMetadata().getUid()));
        ImagePlan plan = sight.seen()
                .map(seen -> new ImagePlanner(seen.want(), seen.view(), memory, run, now).plan(seen.identity()))
                .orElseGet(() -> ImagePlan.of(List.of()));
        boolean open = gate.mayWrite()
                && sight.seen()
                        .filter(seen -> seen.pool().writes() instanceof WriteState.Open)
                        .isPresent();
        return new Round(sight, memory, gate, run, plan, open ? plan.steps() : List.of(), new Outcome.Settled(), now);
    }

    private static ManagementGate gate(DiskImage resource) {
        return ManagementGate.of(resource, resource.getSpec().managementPolicy());
    }

    private Sight look(DiskImage resource, ImageMemory memory, Function<PoolHandle, PoolView> views) {
        DiskImageSpec spec = resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        ObjectKey key = ObjectKey.resolve(
                spec.storageRepositoryRef().namespace(),
                spec.storageRepositoryRef().name(),
                namespace);
        Optional<StorageRepository> storage =
                platform.caches().storageRepositories().find(key);
        if (storage.isEmpty()) {
            boolean gone = !platform.caches().storageRepositories().isUnreadable(key);
            return new Sight.Unreachable(
                    Reason.ReferenceNotFound, "StorageRepository %s does not exist".formatted(key), gone);
        }
        Optional<String> denied = Access.toShared(
                "storage repository",
                key,
                SpecAccess.selector(storage.get().getSpec().allowedNamespaces()),
                namespace,
                platform.namespaces().labels(namespace));
        return denied.<Sight>map(message -> new Sight.Unreachable(Reason.AccessDenied, message, true))
                .orElseGet(() -> inPool(resource, memory, storage.get(), views));
    }

    private Sight inPool(
            DiskImage resource, ImageMemory memory, StorageRepository storage, Function<PoolHandle, PoolView> views) {
        var poolRef = storage.getSpec().poolRef();
        ObjectKey pool = ObjectKey.resolve(
                poolRef.namespace(), poolRef.name(), storage.getMetadata().getNamespace());
        Right right = resource.getSpec().source().existing() == null ? Right.USE : Right.ADOPT;
        return switch (platform.pools().find(pool, resource.getMetadata().getNamespace(), right)) {
            case PoolLookup.Denied(String message) -> new Sight.Unreachable(Reason.AccessDenied, message, true);
            case PoolLookup.NotReady(Reason reason, String message) ->
                new Sight.Unreachable(reason, message, reason == Reason.ReferenceNotFound);
            case PoolLookup.Connected(PoolHandle handle) ->
                seen(resource, memory, storage, handle, views.apply(handle));
        };
    }

    private Sight seen(
            DiskImage resource, ImageMemory memory, StorageRepository storage, PoolHandle pool, PoolView view) {
        String uuid = storage.getStatus() == null ? null : storage.getStatus().uuid();
        Optional<SrRecord> sr = uuid == null ? Optional.empty() : view.sr(new SrUuid(uuid));
        if (sr.isEmpty()) {
            return new Sight.Unreachable(
                    Reason.ReferenceNotReady,
                    "StorageRepository %s is not ready".formatted(ObjectKey.of(storage)),
                    false);
        }
        return switch (form(resource.getSpec().source(), resource.getMetadata().getNamespace())) {
            case Read.Form(Want.Form form) -> {
                var want = new Want(
                        Owner.of(platform.clusterId(), resource),
                        form,
                        sr.get(),
                        Optional.ofNullable(resource.getSpec().format()).orElse(ImageFormat.Auto),
                        Retention.destroys(resource.getSpec().deletionPolicy(), form instanceof Want.Form.Existing));
                Identity identity = Identity.find(want, view, memory, pool.key().name());
                yield new Sight.Seen(pool, view, served(trusting(want, identity, resource), identity), identity);
            }
            case Read.Problem(Verdict why) -> new Sight.Unusable(why);
        };
    }

    /** A source as it reads. */
    private sealed interface Read {
        record Form(Want.Form form) implements Read {}

        record Problem(Verdict why) implements Read {}
    }

    private static Read form(ImageOrigin source, String namespace) {
        if (source.existing() != null) {
            return new Read.Form(new Want.Form.Existing(source.existing()));
        }
        Optional<String> sha256 = Optional.ofNullable(source.sha256());
        if (source.upload() != null) {
            return new Read.Form(new Want.Form.Handed(sha256));
        }
        if (source.persistentVolumeClaim() != null) {
            var file = new VolumeFile(
                    namespace,
                    source.persistentVolumeClaim().name(),
                    source.persistentVolumeClaim().path());
            return new Read.Form(new Want.Form.FromVolume(file, sha256, new Mounting.None()));
        }
        try {
            URI url = new URI(Objects.requireNonNullElse(source.url(), ""));
            if (url.getHost() == null || url.getUserInfo() != null) {
                return problem(
                        Reason.InvalidSpec,
                        url.getUserInfo() != null
                                ? "source.url carries a user name or password, which everybody who reads the resource"
                                        + " would see"
                                : "source.url names no host");
            }
            return new Read.Form(new Want.Form.FromWeb(url, sha256, Optional.empty()));
        } catch (URISyntaxException _) {
            return problem(
                    Reason.InvalidSpec,
                    "source.url is no address: write what is special in it with %, as %20 for a blank");
        }
    }

    /** CA certificates are read while the image is not there: once it is, nothing hangs on them. */
    private Want trusting(Want want, Identity identity, DiskImage resource) {
        CaBundleRef ref = resource.getSpec().source().caBundleRef();
        return ref != null && identity instanceof Identity.Absent
                ? want.trusting(CaBundle.of(
                        ref,
                        resource.getMetadata().getNamespace(),
                        platform.secrets()::find,
                        platform.configMaps()::find))
                : want;
    }

    /** The cluster is asked while the file is not here, and for what is left of a pod of ours. */
    private Want served(Want want, Identity identity) {
        return want.form() instanceof Want.Form.FromVolume(VolumeFile file, var _, var _)
                ? want.served(volumes.look(
                        want.me(),
                        file,
                        identity instanceof Identity.Absent
                                && imports.wants(want.me().uid())))
                : want;
    }

    private static Read problem(Reason reason, String message) {
        return new Read.Problem(new Verdict.Stalled(reason, message));
    }

    Deletion.Case deletion(DiskImage resource) {
        ImageMemory memory = ImageMemory.of(resource, platform.clock().instant());
        List<String> dependents = InUse.virtualMachines(ObjectKey.of(resource), platform.caches(), ImageUse::ofVm)
                .sorted()
                .toList();
        Sight sight =
                memory.token().isPresent() ? lookOnceMore(resource, memory) : look(resource, memory, PoolHandle::view);
        ManagementGate gate = gate(resource);
        return new Deletion.Case(
                sight,
                memory,
                gate,
                memory.approvals()
                        .grants(Approvals.ABANDON, resource.getMetadata().getUid()),
                dependents.isEmpty()
                        ? Optional.empty()
                        : Optional.of(InUse.message("ximg", resource, dependents, memory.approvals())),
                gate.mayWrite()
                        ? platform.deletions().cause(resource, platform.clock().instant())
                        : Deletions.Cause.ASKED);
    }

    /** A disk that was asked for a moment ago must not be left behind: where one may be on its way, the pool is read up to now. */
    private Sight lookOnceMore(DiskImage resource, ImageMemory memory) {
        try {
            return look(resource, memory, pool -> pool.freshView());
        } catch (PoolException e) {
            return new Sight.Unreachable(Reason.PoolNotReady, String.valueOf(e.getMessage()), false);
        }
    }
}
