package io.xcpoperator.xapi.types;

/** An enum of the data model; its words are case-sensitive on the wire. */
public interface WireEnum {
    String wire();

    /** The constant with this word, or {@code otherwise}. */
    static <E extends Enum<E> & WireEnum> E find(Class<E> type, String word, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wire().equals(word)) {
                return constant;
            }
        }
        return otherwise;
    }
}
