package io.xcpoperator.operator.image;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A file on a volume.
 *
 * @param claim name of the PersistentVolumeClaim
 * @param path relative to the volume's root
 */
record VolumeFile(String namespace, String claim, String path) {
    /** By which a part of it is known again, whichever pod serves it. */
    URI known() {
        try {
            return new URI("claim", namespace, "/" + claim + "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        return "PersistentVolumeClaim " + claim;
    }
}
