package io.xcpoperator.operator.platform;

import java.util.regex.Pattern;

/** Text that others wrote (a pool, a guest, a server), made fit to stand on one line of ours. Pure. */
public final class Plain {
    /** What moves a cursor, ends a line or turns the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

    private Plain() {}

    /** The same on one line, and nothing in it that a terminal or a YAML reader acts on. */
    public static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ");
    }
}
