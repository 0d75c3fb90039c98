package io.xcpoperator.xapi.wire;

/** Which messages change something. Whatever is not known to be a read counts as a change. */
public final class Mutation {
    private Mutation() {}

    public static boolean changes(String method) {
        if (method.startsWith("Async.") || method.startsWith("InternalAsync.")) {
            return true;
        }
        String message = method.substring(method.indexOf('.') + 1);
        boolean read = message.startsWith("get_")
                || message.startsWith("assert_")
                || message.startsWith("compute_")
                || message.startsWith("ha_compute_");
        return !read
                && !method.startsWith("session.")
                && !method.equals("event.from")
                && !method.equals("system.listMethods");
    }
}
