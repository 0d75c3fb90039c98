package io.xcpoperator.simulator.wire;

import java.math.BigDecimal;
import java.math.MathContext;

/** Floats as texts on the XML-RPC wire: up to 16 digits, no needless fraction (recording 08-047). */
final class Reals {
    private Reals() {}

    static String text(double number) {
        if (!Double.isFinite(number)) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(16)).stripTrailingZeros();
        double size = Math.abs(number);
        return size == 0 ? "0" : size >= 1e-4 && size < 1e16 ? rounded.toPlainString() : rounded.toString();
    }
}
