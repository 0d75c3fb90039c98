package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.ByUuid;
import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.storage.CreateStorage;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.types.HostUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a spec, in which anything may be absent or odd, into a null-free {@link DesiredStorage}; looks names up in caches only. */
final class StorageReader {
    private final ObjectKey pool;
    private final PoolView view;
    private final Caches caches;
    private final Secrets secrets;
    private final Owner me;
    private final List<Verdict> problems = new ArrayList<>();

    StorageReader(ObjectKey pool, PoolView view, Caches caches, Secrets secrets, Owner me) {
        this.pool = pool;
        this.view = view;
        this.caches = caches;
        this.secrets = secrets;
        this.me = me;
    }

    /** What cannot be read, after {@link #read}. */
    List<Verdict> problems() {
        return List.copyOf(problems);
    }

    DesiredStorage read(StorageRepository resource) {
        StorageRepositorySpec spec = resource.getSpec();
        List<String> fields = NotYetFields.in(spec);
        if (!fields.isEmpty()) {
            problems.add(new Verdict.Stalled(
                    Reason.NotSupportedYet,
                    "this version of the operator does not act on spec.%s; take it away"
                            .formatted(String.join(", spec.", fields))));
        }
        boolean adopted = spec.existing() != null;
        String name = spec.nameLabel() == null && !adopted ? me.key().name() : spec.nameLabel();
        return new DesiredStorage(
                me, form(spec), new Wanted(name, spec.description(), spec.tags()), policy(spec.deletionPolicy()));
    }

    /** A policy of a newer version keeps. */
    static StorageDeletionPolicy policy(@Nullable StorageDeletionPolicy policy) {
        return policy == null || policy == StorageDeletionPolicy.Unknown ? StorageDeletionPolicy.Retain : policy;
    }

    private DesiredStorage.Form form(StorageRepositorySpec spec) {
        if (spec.existing() != null) {
            return new DesiredStorage.Form.Existing(spec.existing());
        }
        if (spec.create() == CreateStorage.Unknown) {
            invalid("create has a value that this version does not know");
        }
        Optional<String> attach = Optional.ofNullable(spec.attach()).map(ByUuid::uuid);
        Backing backing = backing(spec);
        if (backing.iso() && attach.isPresent()) {
            invalid(
                    "attach: a place of ISO images carries no uuid; leave attach away, its images are shown as they are");
        }
        backing.login().ifPresent(this::login);
        return new DesiredStorage.Form.Made(backing, attach, spec.create() == CreateStorage.Beside);
    }

    private Backing backing(StorageRepositorySpec spec) {
        var backings = new Backings(this::host, me.key().namespace());
        if (spec.nfs() != null) {
            return backings.nfs(spec.nfs());
        } else if (spec.smb() != null) {
            return backings.smb(spec.smb());
        } else if (spec.iscsi() != null) {
            return backings.iscsi(spec.iscsi());
        } else if (spec.ext() != null) {
            return backings.device("ext", spec.ext());
        } else if (spec.lvm() != null) {
            return backings.device("lvm", spec.lvm());
        } else if (spec.isoNfs() != null) {
            return backings.isoNfs(spec.isoNfs());
        } else if (spec.isoSmb() != null) {
            return backings.isoSmb(spec.isoSmb());
        } else if (spec.isoPath() != null) {
            return backings.isoPath(spec.isoPath());
        }
        invalid("storage is exactly one of nfs, ext, lvm, iscsi, smb, isoPath, isoNfs, isoSmb, existing");
        return Backings.none();
    }

    private void invalid(String message) {
        problems.add(new Verdict.Stalled(Reason.InvalidSpec, message));
    }

    private void login(Backing.Login login) {
        switch (secrets.find(login.secret())) {
            case SecretLookup.Missing(String message) ->
                problems.add(new Verdict.Waiting(Reason.SecretMissing, message));
            case SecretLookup.Unlabelled(String message) ->
                problems.add(new Verdict.Waiting(Reason.SecretNotLabelled, message));
            case SecretLookup.Found found -> {
                if (found.value("username").isEmpty() || found.value("password").isEmpty()) {
                    problems.add(new Verdict.Waiting(
                            Reason.SecretInvalid,
                            "Secret %s needs the keys username and password".formatted(login.secret())));
                }
            }
        }
    }

    private Resolved<HostRecord> host(String name) {
        ObjectKey key = new ObjectKey(pool.namespace(), name);
        return caches.hosts()
                .find(key)
                .map(host -> host.getSpec().uuid())
                .map(uuid -> view.host(new HostUuid(uuid))
                        .<Resolved<HostRecord>>map(Resolved.Found::new)
                        .orElseGet(() -> Resolved.waits(
                                Reason.NotFound, "hostRef: host %s is not in pool %s".formatted(uuid, pool.name()))))
                .orElseGet(() ->
                        Resolved.waits(Reason.ReferenceNotFound, "hostRef: XcpHost %s does not exist".formatted(key)));
    }
}
