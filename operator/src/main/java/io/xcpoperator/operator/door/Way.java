package io.xcpoperator.operator.door;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.door.Entrance.Purpose;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.ConsoleRecord;
import java.util.Optional;
import java.util.function.Function;

/** Where somebody may go for what he came for. Asked when a ticket is given out, and again when it is shown. */
final class Way {
    private final Platform platform;
    private final Intake intake;

    Way(Platform platform, Intake intake) {
        this.platform = platform;
        this.intake = intake;
    }

    /** What comes of asking. */
    sealed interface Found {
        record ToConsole(PoolHandle pool, ConsoleRecord console) implements Found {}

        record ToImage(ObjectKey image) implements Found {}

        /**
         * And why.
         *
         * @param passing whether it may be otherwise soon, with nobody doing anything
         */
        record Nowhere(Reason reason, String message, boolean passing) implements Found {}
    }

    Found find(Purpose purpose) {
        return find(purpose, PoolHandle::view);
    }

    /** @param views how the pool is looked at */
    Found find(Purpose purpose, Function<PoolHandle, PoolView> views) {
        return switch (purpose) {
            case Purpose.Console(ObjectKey vm) ->
                platform.caches()
                        .virtualMachines()
                        .find(vm)
                        .map(found -> console(found, views))
                        .orElseGet(() -> missing("VirtualMachine", "xvm", vm));
            case Purpose.Upload(ObjectKey image) ->
                platform.caches()
                        .images()
                        .find(image)
                        .map(this::upload)
                        .orElseGet(() -> missing("DiskImage", "ximg", image));
        };
    }

    private static Found missing(String kind, String shortName, ObjectKey key) {
        return new Found.Nowhere(
                Reason.NotFound,
                "there is no %s %s in namespace %s: kubectl get %s -A shows where they are"
                        .formatted(kind, key.name(), key.namespace(), shortName),
                false);
    }

    private Found console(VirtualMachine vm, Function<PoolHandle, PoolView> views) {
        String namespace = vm.getMetadata().getNamespace();
        ObjectKey pool = ObjectKey.resolve(
                vm.getSpec().poolRef().namespace(), vm.getSpec().poolRef().name(), namespace);
        return switch (platform.pools().find(pool, namespace, Right.USE)) {
            case PoolLookup.Denied(String message) -> new Found.Nowhere(Reason.AccessDenied, message, false);
            case PoolLookup.NotReady(Reason reason, String message) -> new Found.Nowhere(reason, message, true);
            case PoolLookup.Connected(PoolHandle handle) ->
                switch (Screen.of(vm, views.apply(handle), platform.clusterId())) {
                    case Screen.There(ConsoleRecord console) -> new Found.ToConsole(handle, console);
                    case Screen.Dark(Reason reason, String message) -> new Found.Nowhere(reason, message, false);
                };
        };
    }

    /** The image itself says whether it waits; a namespace without the right is told so first. */
    private Found upload(DiskImage image) {
        ObjectKey key = ObjectKey.of(image);
        Optional<String> refusal = image.getSpec().source().upload() == null
                ? Optional.of(
                        "ximg/%s is not made of an upload: its spec.source says something else".formatted(key.name()))
                : denied(image).or(() -> intake.refusal(key));
        return refusal.<Found>map(message -> new Found.Nowhere(Reason.ReferenceNotReady, message, false))
                .orElseGet(() -> new Found.ToImage(key));
    }

    private Optional<String> denied(DiskImage image) {
        String namespace = image.getMetadata().getNamespace();
        var ref = image.getSpec().storageRepositoryRef();
        Optional<StorageRepository> storage =
                platform.caches().storageRepositories().find(ObjectKey.resolve(ref.namespace(), ref.name(), namespace));
        return storage.flatMap(found -> {
            var pool = found.getSpec().poolRef();
            ObjectKey key = ObjectKey.resolve(
                    pool.namespace(), pool.name(), found.getMetadata().getNamespace());
            return platform.pools().find(key, namespace, Right.USE) instanceof PoolLookup.Denied(String message)
                    ? Optional.of(message)
                    : Optional.empty();
        });
    }
}
