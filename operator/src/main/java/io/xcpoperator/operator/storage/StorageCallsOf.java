package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.adopt.ObjectCalls;
import io.xcpoperator.xapi.calls.SrCalls;
import io.xcpoperator.xapi.types.SrRef;

/** The messages of one storage. */
record StorageCallsOf(SrCalls calls, SrRef storage) implements ObjectCalls {
    @Override
    public void setNameLabel(String value) {
        calls.setNameLabel(storage, value);
    }

    @Override
    public void setNameDescription(String value) {
        calls.setNameDescription(storage, value);
    }

    @Override
    public void addTags(String value) {
        calls.addTags(storage, value);
    }

    @Override
    public void removeTags(String value) {
        calls.removeTags(storage, value);
    }

    @Override
    public void addToOtherConfig(String key, String value) {
        calls.addToOtherConfig(storage, key, value);
    }

    @Override
    public void removeFromOtherConfig(String key) {
        calls.removeFromOtherConfig(storage, key);
    }
}
