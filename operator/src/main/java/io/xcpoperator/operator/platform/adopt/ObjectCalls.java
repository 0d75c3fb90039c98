package io.xcpoperator.operator.platform.adopt;

/** The six messages that every class of the pool has for names, tags and other_config. */
public interface ObjectCalls {
    void setNameLabel(String value);

    void setNameDescription(String value);

    void addTags(String value);

    void removeTags(String value);

    void addToOtherConfig(String key, String value);

    void removeFromOtherConfig(String key);
}
