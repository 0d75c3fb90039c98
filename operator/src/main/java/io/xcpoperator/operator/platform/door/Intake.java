package io.xcpoperator.operator.platform.door;

import io.xcpoperator.operator.platform.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Takes the bytes of an image whose source is an upload. */
public interface Intake {
    /** Why the image takes no bytes now, in one sentence with the next step; empty when it waits for them. */
    Optional<String> refusal(ObjectKey image);

    /**
     * Takes them all; returns when they are whole and where they are kept until the image is made. Interrupting the
     * thread ends it, and what came until then does not count.
     *
     * @param bytes not closed here; may end before {@code length}, which is an {@link IOException}
     * @param length in bytes; no byte behind it is read
     * @return SHA-256 of the bytes, in lower-case hex
     * @throws Refused when they are not wanted, or not any more
     */
    String take(ObjectKey image, InputStream bytes, long length) throws IOException, Refused;

    /** One sentence for who sends. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String sentence) {
            super(sentence);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
