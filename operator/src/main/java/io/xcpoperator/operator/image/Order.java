package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Optional;

/**
 * What is to be brought in, wherever its bytes come from, and for what storage.
 *
 * @param uid of the resource
 * @param sha256 hex, of the file as it comes
 * @param iso whether the storage holds ISO images
 * @param sparse whether what was never written reads as zeros there
 * @param bound how large its disk may be
 */
record Order(
        ObjectKey key,
        String uid,
        Optional<String> sha256,
        ImageFormat format,
        boolean iso,
        boolean sparse,
        Bound bound) {
    /**
     * The largest disk that the storage takes.
     *
     * @param bytes of its virtual size
     * @param why after "the most that"
     */
    record Bound(long bytes, String why) {}
}
