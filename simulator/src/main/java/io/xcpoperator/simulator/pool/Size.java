package io.xcpoperator.simulator.pool;

/** Sizes in bytes with a binary suffix. */
public final class Size {
    private Size() {}

    /**
     * {@code "8Gi"}, {@code "2000000000000"}.
     *
     * @throws IllegalArgumentException when it is no size
     */
    public static long parse(String text) {
        String trimmed = text.trim();
        int shift = trimmed.endsWith("Ki")
                ? 10
                : trimmed.endsWith("Mi") ? 20 : trimmed.endsWith("Gi") ? 30 : trimmed.endsWith("Ti") ? 40 : 0;
        String number = shift == 0 ? trimmed : trimmed.substring(0, trimmed.length() - 2);
        return Math.multiplyExact(Long.parseLong(number), 1L << shift);
    }
}
