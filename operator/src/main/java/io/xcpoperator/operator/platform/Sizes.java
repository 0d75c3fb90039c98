package io.xcpoperator.operator.platform;

import io.fabric8.kubernetes.api.model.Quantity;

/** Bytes as a person reads them. */
public final class Sizes {
    private static final long GIB = 1L << 30;
    private static final long GIB_IN_TIB = 1024;
    private static final long TIB = GIB_IN_TIB * GIB;
    private static final long MIB = 1L << 20;

    private Sizes() {}

    /** For a sentence, rounded down to whole units, spelled as in YAML: {@code 21Gi}. */
    public static String human(long bytes) {
        if (bytes != 0 && bytes % TIB == 0) {
            return bytes / TIB + "Ti";
        } else if (bytes >= GIB) {
            return bytes / GIB + "Gi";
        }
        return bytes >= MIB || bytes == 0 ? bytes / MIB + "Mi" : bytes / 1024 + "Ki";
    }

    /** Whole GiB, rounded down: figures that move all the time then move seldom. Below one GiB: whole MiB; whole TiB as such. */
    public static Quantity rounded(long bytes) {
        if (bytes < GIB) {
            return new Quantity(Math.max(0, bytes) / MIB + "Mi");
        }
        long gib = bytes / GIB;
        return new Quantity(gib % GIB_IN_TIB == 0 ? gib / GIB_IN_TIB + "Ti" : gib + "Gi");
    }
}
