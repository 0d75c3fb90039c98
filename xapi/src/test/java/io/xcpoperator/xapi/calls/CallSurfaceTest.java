package io.xcpoperator.xapi.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.xapi.DataModel;
import io.xcpoperator.xapi.records.CreateRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.Uuid;
import io.xcpoperator.xapi.types.WireEnum;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallSurfaceTest {
    private static final DataModel MODEL = DataModel.read();

    static List<Method> methods() {
        return Stream.of(XapiCalls.class, TaskStarts.class)
                .flatMap(surface -> Stream.of(surface.getMethods()))
                .map(Method::getReturnType)
                .filter(group -> group != TaskStarts.class)
                .flatMap(group -> Stream.of(group.getMethods()))
                .filter(method -> !method.isBridge())
                .toList();
    }

    @Test
    void theSurfaceIsTheOneMeant() {
        assertThat(methods())
                .hasSizeGreaterThan(300)
                .allSatisfy(method ->
                        assertThat(method.isAnnotationPresent(Call.class)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyCallExistsInEveryReleaseItIsMeantFor(Method method) {
        Call call = method.getAnnotation(Call.class);
        JsonNode message = MODEL.message(call.value());
        assertThat(message.isMissingNode()).as("%s exists", call.value()).isFalse();
        for (String release : DataModel.REQUIRED) {
            if (DataModel.expectedIn(call.since(), release)) {
                assertThat(DataModel.isIn(message.path("in"), release))
                        .as("%s is in %s", call.value(), release)
                        .isTrue();
                assertThat(!message.path("removed").isMissingNode() && DataModel.isIn(message.path("removed"), release))
                        .as("%s is only a stub in %s", call.value(), release)
                        .isFalse();
                checkParameters(method, call, message, release);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyTaskStartsAMessageThatHasAnAsyncForm(Method method) {
        boolean task = method.getDeclaringClass().getSimpleName().endsWith("Tasks");
        JsonNode message = MODEL.message(method.getAnnotation(Call.class).value());
        if (task) {
            assertThat(message.path("async").asBoolean()).isTrue();
        } else {
            assertThat(matches(message.path("result").asText(), method.getGenericReturnType()))
                    .as("%s returns %s", message.path("result").asText(), method.getGenericReturnType())
                    .isTrue();
        }
    }

    private static void checkParameters(Method method, Call call, JsonNode message, String release) {
        List<JsonNode> there = new ArrayList<>();
        JsonNode was = message.path("was").path(release).path("params");
        assertThat(was.isMissingNode())
                .as("%s had other parameters in %s", call.value(), release)
                .isTrue();
        message.path("params").forEach(parameter -> {
            if (DataModel.isIn(parameter.path("in"), release)) {
                there.add(parameter);
            }
        });
        Type[] given = method.getGenericParameterTypes();
        int count = given.length + call.fixed().length;
        assertThat(count)
                .as("%s has not so many parameters in %s", call.value(), release)
                .isLessThanOrEqualTo(there.size());
        assertThat(there.subList(count, there.size()))
                .as("what is left out of %s in %s has a default", call.value(), release)
                .allSatisfy(parameter -> assertThat(parameter.has("default")).isTrue());
        for (int i = 0; i < given.length; i++) {
            assertThat(matches(there.get(i).path("type").asText(), given[i]))
                    .as(
                            "%s of %s is %s, not %s",
                            there.get(i).path("name").asText(),
                            call.value(),
                            there.get(i).path("type").asText(),
                            given[i])
                    .isTrue();
        }
        for (int i = 0; i < call.fixed().length; i++) {
            String type = there.get(given.length + i).path("type").asText();
            assertThat(call.fixed()[i].equals("{}") ? type.endsWith(" map") : type.equals("bool"))
                    .isTrue();
        }
    }

    private static boolean matches(String wire, Type java) {
        if (wire.startsWith("(")) {
            String[] sides = wire.substring(1, wire.lastIndexOf(')')).split(" -> ", 2);
            return java instanceof ParameterizedType map
                    && map.getRawType() == java.util.Map.class
                    && matches(sides[0], map.getActualTypeArguments()[0])
                    && matches(sides[1], map.getActualTypeArguments()[1]);
        }
        if (wire.endsWith(" set")) {
            return java instanceof ParameterizedType set
                    && set.getRawType() == java.util.Set.class
                    && matches(wire.substring(0, wire.length() - 4), set.getActualTypeArguments()[0]);
        }
        Class<?> type = (Class<?>) java;
        String words = wire.substring(wire.indexOf(' ') + 1);
        return switch (wire) {
            case "void" -> type == void.class;
            case "string" -> type == String.class || Uuid.class.isAssignableFrom(type);
            case "int" -> type == long.class || type == Long.class;
            case "bool" -> type == boolean.class || type == Boolean.class;
            case "float" -> type == double.class || type == Double.class;
            case "datetime" -> type == Instant.class;
            default ->
                switch (words) {
                    case "ref" -> Ref.class.isAssignableFrom(type) && named(wire, type, "ref");
                    case "record" ->
                        (XapiRecord.class.isAssignableFrom(type) && named(wire, type, "record"))
                                || (CreateRecord.class.isAssignableFrom(type)
                                        && type.getSimpleName().equalsIgnoreCase("New" + className(wire)));
                    default -> wire.startsWith("enum ") && WireEnum.class.isAssignableFrom(type);
                };
        };
    }

    private static boolean named(String wire, Class<?> type, String ending) {
        return type.getSimpleName()
                .toLowerCase(Locale.ROOT)
                .equals(className(wire).toLowerCase(Locale.ROOT) + ending);
    }

    private static String className(String wire) {
        return wire.substring(0, wire.indexOf(' ')).replace("_", "");
    }
}
