package io.xcpoperator.operator.snapshot;

/** Names that tell whose a snapshot is before it can be marked: VM.snapshot takes a name and nothing else. */
final class Names {
    private static final String MAKING = "xcp-operator-snapshot-";

    private Names() {}

    /** It tells whose creation it is, should status lose it. */
    static String token(String resourceUid, String random) {
        return resourceUid + "-" + random;
    }

    static String making(String token) {
        return MAKING + token;
    }

    static boolean isMaking(String name) {
        return name.startsWith(MAKING);
    }

    /** Whether a snapshot of this name is being made for the resource. */
    static boolean makingFor(String resourceUid, String name) {
        return name.startsWith(MAKING + resourceUid + "-");
    }
}
