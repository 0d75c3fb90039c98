package io.xcpoperator.xapi.calls;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one method of the call surface stands for.
 *
 * @param method the wire method
 */
record CallSite(String method, String message, boolean task, boolean heavy, List<Object> fixed, Method declared) {
    static CallSite of(Method declared) {
        Call call = declared.getAnnotation(Call.class);
        if (call == null) {
            throw new IllegalArgumentException("not a call: " + declared);
        }
        boolean task = declared.getDeclaringClass().getSimpleName().endsWith("Tasks");
        List<Object> fixed = new ArrayList<>();
        for (String text : call.fixed()) {
            fixed.add(text.equals("{}") ? Map.of() : Boolean.valueOf(text));
        }
        return new CallSite(
                task ? "Async." + call.value() : call.value(),
                call.value(),
                task,
                call.heavy(),
                List.copyOf(fixed),
                declared);
    }

    List<Object> encode(List<?> arguments) {
        List<Object> wire = new ArrayList<>(arguments.size() + fixed.size());
        arguments.forEach(argument -> wire.add(Encoding.encode(argument)));
        wire.addAll(fixed);
        return wire;
    }
}
