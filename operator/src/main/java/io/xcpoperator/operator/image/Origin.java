package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.secrets.CaBundle;
import java.net.URI;
import java.util.Optional;

/** Where a file is fetched from. None prints its address: it may hold a token. */
sealed interface Origin {
    /** What it is in a message. */
    String called();

    /** The certificates that the source's may come from. */
    default Optional<CaBundle.Found> authorities() {
        return switch (this) {
            case Web web -> web.trusted();
            case Volume _ -> Optional.empty();
        };
    }

    /**
     * A file on the web.
     *
     * @param trusted the only ones that a certificate may come from
     */
    record Web(URI url, Optional<CaBundle.Found> trusted) implements Origin {
        @Override
        public String called() {
            return url.getHost();
        }

        @Override
        public String toString() {
            return "Web[" + called() + "]";
        }
    }

    /** A file on a volume, which a pod serves. */
    record Volume(VolumeFile file, Mounting.Serving pod) implements Origin {
        @Override
        public String called() {
            return file.toString();
        }
    }
}
