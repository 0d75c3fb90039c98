package io.xcpoperator.operator.platform.inquiry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * A manifest for an object of a pool.
 *
 * @param uuid the object's
 * @param notes what of the object the manifest does not say, in sentences
 */
public record Exported(String uuid, HasMetadata manifest, List<String> notes) {
    public Exported {
        notes = List.copyOf(notes);
    }
}
