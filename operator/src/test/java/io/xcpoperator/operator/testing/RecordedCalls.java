package io.xcpoperator.operator.testing;

import io.xcpoperator.xapi.calls.Call;
import io.xcpoperator.xapi.calls.TaskStarts;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.Ref;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a pool is at the moment of a call, which need not be what was planned on; keeps the names of what would change it. */
public final class RecordedCalls {
    /** The reference of whatever is made. */
    public static final String MADE = "OpaqueRef:made";

    private final Map<String, Object> answers = new HashMap<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** The pool has this object now. */
    public RecordedCalls with(XapiRecord record) {
        answers.put("get_record of " + record.ref().value(), record);
        return this;
    }

    /** What else a reading call says of an object: {@code get_VIFs}. */
    public RecordedCalls with(String message, Ref of, Object answer) {
        answers.put(message + " of " + of.value(), answer);
        return this;
    }

    /** In order; readings are not among them. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    public XapiCalls calls() {
        return proxy(
                XapiCalls.class,
                (_, accessor, _) -> accessor.getReturnType() == TaskStarts.class
                        ? proxy(TaskStarts.class, (_, starts, _) -> group(starts.getReturnType()))
                        : group(accessor.getReturnType()));
    }

    /** Bytes of disks are calls too. */
    public DiskUploads uploads() {
        return _ -> sent.add("PUT /import_raw_vdi");
    }

    private Object group(Class<?> type) {
        return proxy(type, (_, method, arguments) -> {
            String message = method.getAnnotation(Call.class).value();
            String name = message.substring(message.indexOf('.') + 1);
            if (!name.startsWith("get_")) {
                sent.add(message);
                return nothing(method.getReturnType());
            }
            Object answer = arguments == null || !(arguments[0] instanceof Ref of)
                    ? null
                    : answers.get(name + " of " + of.value());
            if (answer == null && name.equals("get_record")) {
                throw new XapiException("pool", message, "HANDLE_INVALID", List.of());
            }
            return answer == null ? nothing(method.getReturnType()) : answer;
        });
    }

    /** What a pool answers where there is nothing to say. */
    private static Object nothing(Class<?> type) throws ReflectiveOperationException {
        if (Ref.class.isAssignableFrom(type)) {
            return type.getConstructor(String.class).newInstance(MADE);
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == String.class ? "" : null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
