package io.xcpoperator.simulator.wire;

/** Floats as texts, always with a fraction. */
final class Reals {
    private Reals() {}

    static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number + ".0";
        }
        return Double.toString(number);
    }
}
