package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.operator.platform.Sizes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Sizes between Kubernetes, which writes {@code 4Gi}, and XAPI, which counts bytes. */
final class Bytes {
    static final long MIB = 1024L * 1024;
    static final long GIB = 1024 * MIB;
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    private Bytes() {}

    /** Whole bytes, rounded up; empty when the text is no size, is negative or leaves the range of a long. */
    static Optional<Long> of(Quantity quantity) {
        try {
            BigDecimal bytes = quantity.getNumericalAmount().setScale(0, RoundingMode.CEILING);
            return bytes.signum() < 0 ? Optional.empty() : Optional.of(bytes.longValueExact());
        } catch (ArithmeticException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    static Quantity quantity(long bytes) {
        return new Quantity(text(bytes));
    }

    /** The shortest exact text, for example {@code 4Gi}. */
    static String text(long bytes) {
        long value = bytes;
        int unit = 0;
        while (value != 0 && value % 1024 == 0 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return value + UNITS[unit];
    }

    /** For a sentence, rounded down to whole units, spelled as in YAML: {@code 21Gi}. */
    static String human(long bytes) {
        return Sizes.human(bytes);
    }
}
