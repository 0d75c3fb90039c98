package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.Ref;

/** The messages that a class of named objects has for names, tags and other_config, whichever class it is. */
public interface NamedCalls<R extends Ref> {
    void setNameLabel(R object, String value);

    void setNameDescription(R object, String value);

    void addTags(R object, String value);

    void removeTags(R object, String value);

    void addToOtherConfig(R object, String key, String value);

    void removeFromOtherConfig(R object, String key);
}
