package io.xcpoperator.operator.testing;

import java.util.Random;

/** Random numbers of a case. */
public final class Seeds {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Seeds() {}

    /** The first numbers of small seeds as they are differ little: of {@code nextInt(4)}, two never come. */
    public static Random random(long seed) {
        return new Random(seed * GOLDEN);
    }
}
