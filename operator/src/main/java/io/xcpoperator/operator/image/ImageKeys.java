package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.xapi.records.VdiRecord;
import java.util.Arrays;
import java.util.Optional;

/**
 * Our keys on an image's disk. {@link #MADE} is there from its first moment: whose it is, before its uuid is known.
 * {@link #WHOLE} comes last, once the pool has said that every byte arrived: a disk without it is half an image. Both are
 * copied with the disk; what names another uuid proves nothing, and a copy of ours carries our owner mark, inherited. Pure.
 */
final class ImageKeys {
    static final String MADE = "xcp-operator.io/made";
    static final String WHOLE = "xcp-operator.io/image";

    private ImageKeys() {}

    static String token(String resourceUid, String random) {
        return resourceUid + "/" + random;
    }

    /** Whether it was made for this resource, whenever that was. */
    static boolean isMadeFor(VdiRecord vdi, String resourceUid) {
        return vdi.otherConfig().getOrDefault(MADE, "").startsWith(resourceUid + "/");
    }

    /**
     * What stands under {@link #WHOLE}.
     *
     * @param sha256 of the file it was made of
     */
    record Whole(String sha256, ImageFormat format) {}

    static String whole(String uuid, Parcel parcel) {
        return uuid + "/" + parcel.sha256() + "/" + parcel.format();
    }

    /** Empty where the image is not whole, or the key was inherited from what this disk was copied of. */
    static Optional<Whole> whole(VdiRecord vdi) {
        String[] part = vdi.otherConfig().getOrDefault(WHOLE, "").split("/", -1);
        return part.length == 3 && part[0].equals(vdi.uuid().value())
                ? Optional.of(new Whole(
                        part[1],
                        Arrays.stream(ImageFormat.values())
                                .filter(format -> format.name().equals(part[2]))
                                .findFirst()
                                .orElse(ImageFormat.Unknown)))
                : Optional.empty();
    }
}
