package io.xcpoperator.xapi.events;

/** What objects of one class are found by: a kind (uuid, name, the end of a relation, a mark's key) and a value. */
record IndexKey(String kind, String value) {
    static final String UUID = "uuid";
    static final String NAME = "name";
    static final String VM = "VM";
    static final String VDI = "VDI";
    static final String SR = "SR";
    static final String HOST = "host";
    static final String NETWORK = "network";
    static final String SNAPSHOT_OF = "snapshot_of";
    static final String TAGGED = "tagged_PIF";
    static final String UNTAGGED = "untagged_PIF";

    static IndexKey mark(MarkIndex index, String value) {
        return new IndexKey("mark:" + index.key(), value);
    }
}
