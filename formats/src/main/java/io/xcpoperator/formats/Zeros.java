package io.xcpoperator.formats;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Nothing, as bytes. */
final class Zeros {
    private static final byte[] SOME = new byte[64 * 1024];

    private Zeros() {}

    /** Writes zeros to what remains of a buffer. */
    static void fill(ByteBuffer into) {
        fill(into, into.remaining());
    }

    static void fill(ByteBuffer into, int count) {
        for (int left = count; left > 0; ) {
            int now = Math.min(left, SOME.length);
            into.put(SOME, 0, now);
            left -= now;
        }
    }

    /** Whether these bytes are all zero. */
    static boolean only(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += SOME.length) {
            int end = Math.min(to, at + SOME.length);
            if (!Arrays.equals(bytes, at, end, SOME, 0, end - at)) {
                return false;
            }
        }
        return true;
    }
}
