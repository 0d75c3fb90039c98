package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.ObjectCalls;
import io.xcpoperator.xapi.calls.NetworkCalls;
import io.xcpoperator.xapi.types.NetworkRef;

/** The messages of one network. */
record NetworkCallsOf(NetworkCalls calls, NetworkRef network) implements ObjectCalls {
    @Override
    public void setNameLabel(String value) {
        calls.setNameLabel(network, value);
    }

    @Override
    public void setNameDescription(String value) {
        calls.setNameDescription(network, value);
    }

    @Override
    public void addTags(String value) {
        calls.addTags(network, value);
    }

    @Override
    public void removeTags(String value) {
        calls.removeTags(network, value);
    }

    @Override
    public void addToOtherConfig(String key, String value) {
        calls.addToOtherConfig(network, key, value);
    }

    @Override
    public void removeFromOtherConfig(String key) {
        calls.removeFromOtherConfig(network, key);
    }
}
