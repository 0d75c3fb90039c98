package io.xcpoperator.operator.storage;

import io.xcpoperator.xapi.records.SrRecord;

/**
 * How a storage repository says whose it is before it has a mark: SR.create and SR.introduce take no other_config, so
 * their description is this text until the mark is there (xapi.md §4.6). Pure.
 */
final class MakingText {
    private static final String CREATED = "xcp-operator.io/made=";
    private static final String ATTACHED = "xcp-operator.io/attached=";

    private MakingText() {}

    static String token(String resourceUid, String random) {
        return resourceUid + "/" + random;
    }

    static String ofNew(String token) {
        return CREATED + token;
    }

    static String ofFound(String token) {
        return ATTACHED + token;
    }

    /** Whether it was made or attached for this resource, whenever that was, and its description is still to be set. */
    static boolean isOf(SrRecord storage, String resourceUid) {
        return isOf(storage.nameDescription(), resourceUid);
    }

    static boolean isOf(String text, String resourceUid) {
        return text.startsWith(ofNew(resourceUid + "/")) || text.startsWith(ofFound(resourceUid + "/"));
    }

    static boolean isNew(SrRecord storage) {
        return storage.nameDescription().startsWith(CREATED);
    }
}
