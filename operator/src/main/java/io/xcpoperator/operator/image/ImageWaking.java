package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.CaBundleKind;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which DiskImages a change elsewhere concerns. Pure. */
final class ImageWaking {
    private ImageWaking() {}

    /** Those whose disk or upload was touched, and those that have no disk yet: theirs, or room for it, may have come. */
    static Set<ObjectKey> concerned(Touched touched, Supplier<Stream<DiskImage>> all) {
        Set<ObjectKey> marked = Stream.concat(touched.of(XapiClass.VDI), touched.of(XapiClass.TASK))
                .flatMap(item -> OwnerMark.parse(item.otherConfig().getOrDefault(OwnerMark.KEY, "")).stream())
                .map(OwnerMark::key)
                .collect(Collectors.toSet());
        Set<String> made = touched.of(XapiClass.VDI)
                .map(item -> item.otherConfig().getOrDefault(ImageKeys.MADE, "").split("/", -1)[0])
                .collect(Collectors.toSet());
        boolean room = touched.of(XapiClass.SR).findAny().isPresent();
        return all.get()
                .filter(image -> touched.whole()
                        || marked.contains(ObjectKey.of(image))
                        || made.contains(image.getMetadata().getUid())
                        || uuid(image)
                                .map(known -> touched.concerns(XapiClass.VDI, known))
                                .orElse(room || waitsFor(image, touched)))
                .map(ObjectKey::of)
                .collect(Collectors.toSet());
    }

    /** A disk that may not be taken yet: a VM may have let go of it. */
    private static boolean waitsFor(DiskImage image, Touched touched) {
        NameOrUuid existing = image.getSpec().source().existing();
        return existing != null
                && (existing.uuid() == null
                        ? touched.of(XapiClass.VDI).findAny().isPresent()
                        : touched.concerns(XapiClass.VDI, existing.uuid()));
    }

    private static Optional<String> uuid(DiskImage image) {
        return Optional.ofNullable(image.getStatus()).map(DiskImageStatus::uuid);
    }

    /** Those that are kept there and are not in it yet. */
    static List<ObjectKey> onStorage(StorageRepository storage, Stream<DiskImage> all) {
        ObjectKey key = ObjectKey.of(storage);
        return those(
                all,
                image -> uuid(image).isEmpty()
                        && ObjectKey.named(image.getSpec().storageRepositoryRef(), image)
                                .anyMatch(key::equals));
    }

    /** Those that wait for its certificates. */
    static List<ObjectKey> onSecret(ObjectKey secret, Stream<DiskImage> all) {
        return those(
                all,
                image -> uuid(image).isEmpty()
                        && secret.namespace().equals(image.getMetadata().getNamespace())
                        && Optional.ofNullable(image.getSpec().source().caBundleRef())
                                .filter(ref -> ref.kind() == CaBundleKind.Secret
                                        && ref.name().equals(secret.name()))
                                .isPresent());
    }

    /** Those whose deletion may wait for an approval there (S12). */
    static List<ObjectKey> onPool(Stream<DiskImage> all) {
        return those(all, DiskImage::isMarkedForDeletion);
    }

    /** What its namespace may use hangs on the namespace's labels. */
    static List<ObjectKey> onNamespace(String namespace, Stream<DiskImage> all) {
        return those(all, image -> namespace.equals(image.getMetadata().getNamespace()));
    }

    private static List<ObjectKey> those(Stream<DiskImage> all, Predicate<DiskImage> which) {
        return all.filter(which).map(ObjectKey::of).toList();
    }
}
