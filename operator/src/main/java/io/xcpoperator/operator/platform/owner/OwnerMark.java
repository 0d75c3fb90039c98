package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What we write into an XAPI object's {@code other_config} to find it again (design §5, Marks):
 * {@code <cluster id>/<namespace>/<name>/<resource uid>/<the object's own uuid>}.
 *
 * <p>XAPI copies {@code other_config} on clone, copy, snapshot and import. The last part tells a mark that was
 * written from one that was inherited.
 */
public record OwnerMark(String clusterId, String namespace, String name, String resourceUid, String objectUuid) {
    public static final String KEY = "xcp-operator.io/owner";

    /** Empty when the text has not exactly five filled parts. */
    public static Optional<OwnerMark> parse(String text) {
        String[] part = text.split("/", -1);
        return part.length == 5 && Stream.of(part).noneMatch(String::isBlank)
                ? Optional.of(new OwnerMark(part[0], part[1], part[2], part[3], part[4]))
                : Optional.empty();
    }

    /** The mark of an XAPI object if it is readable and the object's own; an inherited one proves nothing. */
    public static Optional<OwnerMark> own(Map<String, String> otherConfig, String objectUuid) {
        return own(otherConfig, KEY, objectUuid);
    }

    /** The same of a mark under another key. */
    public static Optional<OwnerMark> own(Map<String, String> otherConfig, String key, String objectUuid) {
        return Optional.ofNullable(otherConfig.get(key))
                .flatMap(OwnerMark::parse)
                .filter(mark -> mark.objectUuid.equals(objectUuid));
    }

    public ObjectKey key() {
        return new ObjectKey(namespace, name);
    }

    /** The text to store under {@link #KEY}. */
    @Override
    public String toString() {
        return String.join("/", clusterId, namespace, name, resourceUid, objectUuid);
    }
}
