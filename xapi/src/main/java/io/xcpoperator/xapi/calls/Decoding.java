package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.Records;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.WireEnum;
import io.xcpoperator.xapi.types.XapiClass;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a wire value into what a method returns.
 *
 * @param type the method's generic return type
 * @param message {@code Class.message}, whose class tells that of a record
 * @param self the first parameter, the reference of a record asked for by reference
 */
record Decoding(Type type, String message, Object self) {
    /** The answer is not of the type it should have. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Nullable
    Object decode(@Nullable Object value) {
        return decode(type, value, self);
    }

    private @Nullable Object decode(Type wanted, @Nullable Object value, Object ref) {
        return switch (wanted) {
            case Class<?> plain -> plain(plain, value, ref);
            case ParameterizedType generic
            when generic.getRawType() == Set.class -> {
                Set<Object> set = new LinkedHashSet<>();
                List<?> elements = required(List.class, value);
                for (Object element : elements) {
                    set.add(element(generic.getActualTypeArguments()[0], element, ref));
                }
                yield Set.copyOf(set);
            }
            case ParameterizedType generic
            when generic.getRawType() == Map.class -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                Map<?, ?> members = required(Map.class, value);
                members.forEach((key, member) -> {
                    Object decoded = element(generic.getActualTypeArguments()[0], key, ref);
                    map.put(decoded, element(generic.getActualTypeArguments()[1], member, decoded));
                });
                yield Map.copyOf(map);
            }
            default -> throw new IllegalStateException("no decoding for " + wanted);
        };
    }

    private Object element(Type wanted, @Nullable Object value, Object ref) {
        Object decoded = decode(wanted, value, ref);
        if (decoded == null) {
            throw new Mismatch();
        }
        return decoded;
    }

    private @Nullable Object plain(Class<?> wanted, @Nullable Object value, Object ref) {
        if (wanted == void.class) {
            return null;
        }
        if (wanted == String.class) {
            return required(String.class, value);
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return required(Boolean.class, value);
        }
        if (wanted == long.class || wanted == Long.class) {
            return number(value);
        }
        if (wanted == Instant.class) {
            return required(Instant.class, value);
        }
        if (Ref.class.isAssignableFrom(wanted)) {
            return made(wanted, required(String.class, value));
        }
        if (WireEnum.class.isAssignableFrom(wanted)) {
            return word(wanted, required(String.class, value));
        }
        if (XapiRecord.class.isAssignableFrom(wanted)) {
            XapiClass recordClass = XapiClass.ofTable(message.substring(0, message.indexOf('.')))
                    .orElseThrow();
            return Records.read(recordClass, ((Ref) ref).value(), Fields.of(required(Map.class, value)));
        }
        throw new IllegalStateException("no decoding for " + wanted);
    }

    private static long number(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.longValue();
            case String text when text.matches("-?\\d{1,18}") -> Long.parseLong(text);
            case null, default -> throw new Mismatch();
        };
    }

    private static <T> T required(Class<T> wanted, @Nullable Object value) {
        if (!wanted.isInstance(value)) {
            throw new Mismatch();
        }
        return wanted.cast(value);
    }

    private static Object made(Class<?> ref, String value) {
        try {
            return ref.getConstructor(String.class).newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object word(Class<?> type, String word) {
        Object unknown = null;
        for (Object constant : type.getEnumConstants()) {
            if (((WireEnum) constant).wire().equals(word)) {
                return constant;
            }
            unknown = ((WireEnum) constant).wire().isEmpty() ? constant : unknown;
        }
        if (unknown == null) {
            throw new Mismatch();
        }
        return unknown;
    }
}
