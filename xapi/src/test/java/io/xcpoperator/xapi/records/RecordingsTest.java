package io.xcpoperator.xapi.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xcpoperator.xapi.DataModel;
import io.xcpoperator.xapi.errors.ErrorTable;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.Uuid;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.WireEnum;
import io.xcpoperator.xapi.types.XapiClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as the real daemon sent them, read by the client. */
class RecordingsTest {
    /** Components that are not called as the field is, without underscores. */
    private static final Map<String, String> RENAMED = Map.of(
            "coordinator",
            "master",
            "members",
            "slaves",
            "primarymember",
            "primaryslave",
            "bondmemberof",
            "bondslaveof");

    record Recorded(String file, XapiClass type, String ref, Map<?, ?> fields) {
        @Override
        public String toString() {
            return type.wire() + " of " + file;
        }
    }

    static List<Recorded> recorded() {
        List<Recorded> all = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : lines("records.jsonl")) {
            try {
                JsonNode node = json.readTree(line);
                XapiClass type = XapiClass.ofTable(node.get("class").asText()).orElseThrow();
                Map<?, ?> fields = (Map<?, ?>) wire(node.get("record"));
                all.add(new Recorded(
                        node.get("file").asText(), type, node.get("ref").asText(), fields));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static List<String> lines(String file) {
        var in = DataModel.class.getResourceAsStream("recordings/" + file);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    /** A value as the wire gives it. */
    private static Object wire(JsonNode node) {
        if (node.isObject() && node.has("dateTime.iso8601")) {
            String date = node.get("dateTime.iso8601").asText().replace("Z", "");
            return LocalDateTime.parse(date, DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss"))
                    .toInstant(ZoneOffset.UTC);
        }
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), wire(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(wire(element)));
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyFieldOfARecordedObjectIsReadWithoutLoss(Recorded recorded) throws ReflectiveOperationException {
        XapiRecord read = Records.read(recorded.type(), recorded.ref(), Fields.of(recorded.fields()));
        Map<String, String> byName = new HashMap<>();
        recorded.fields()
                .keySet()
                .forEach(field -> byName.put(
                        String.valueOf(field).replace("_", "").toLowerCase(Locale.ROOT), String.valueOf(field)));
        for (RecordComponent component : read.getClass().getRecordComponents()) {
            if (component.getName().equals("ref")) {
                continue;
            }
            String name = component.getName().toLowerCase(Locale.ROOT);
            String field = byName.get(RENAMED.getOrDefault(name, name));
            assertThat(field)
                    .as("%s is a field of the daemon's", component.getName())
                    .isNotNull();
            Object value = component.getAccessor().invoke(read);
            assertThat(comparable(value))
                    .as(field)
                    .isEqualTo(comparable(recorded.fields().get(field)));
        }
    }

    /** Both sides as plain text, sets without order. */
    private static Object comparable(Object value) {
        return switch (value) {
            case Uuid uuid -> uuid.value();
            case Ref ref -> ref.isNull() ? "" : ref.value();
            case WireEnum word -> word.wire().isEmpty() ? "unknown" : word.wire();
            case Long number -> Long.toString(number);
            case String text when text.equals(Ref.NULL_VALUE) -> "";
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new HashMap<>();
                map.forEach((key, member) -> plain.put(comparable(key), comparable(member)));
                yield plain;
            }
            case Collection<?> values ->
                new TreeSet<>(values.stream()
                        .map(each -> String.valueOf(comparable(each)))
                        .toList());
            default -> value;
        };
    }

    @Test
    void theRecordingsHoldTheClassesThatMatter() {
        assertThat(recorded())
                .extracting(Recorded::type)
                .contains(
                        XapiClass.VM,
                        XapiClass.VBD,
                        XapiClass.VDI,
                        XapiClass.VIF,
                        XapiClass.PIF,
                        XapiClass.NETWORK,
                        XapiClass.SR,
                        XapiClass.PBD,
                        XapiClass.HOST,
                        XapiClass.POOL,
                        XapiClass.TASK,
                        XapiClass.VLAN,
                        XapiClass.VM_GUEST_METRICS);
    }

    @Test
    void everyErrorThatTheDaemonGaveHasAClassOfItsOwn() {
        assertThat(lines("error-codes.txt"))
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        code -> assertThat(ErrorTable.standard().classify(code).reason())
                                .as(code)
                                .isNotEqualTo("UnknownError"));
    }

    @ParameterizedTest
    @EnumSource(XapiClass.class)
    void nothingThatAFieldHoldsIsAnException(XapiClass type) {
        List<Object> hostile = List.of(
                "",
                "x".repeat(100_000),
                "-9".repeat(40),
                true,
                3.5,
                Double.NaN,
                Long.MIN_VALUE,
                Instant.MAX,
                List.of(List.of(), Map.of(), 1L),
                Map.of(1L, List.of(), "a", Map.of()),
                Map.of("k", "v"));
        XapiRecord empty = Records.read(type, "OpaqueRef:x", Fields.of(Map.of()));
        for (Object value : hostile) {
            Map<String, Object> fields = new HashMap<>();
            DataModel.read()
                    .classes()
                    .path(type.wire())
                    .path("fields")
                    .fieldNames()
                    .forEachRemaining(name -> fields.put(name, value));
            XapiRecord read = Records.read(type, "OpaqueRef:x", Fields.bounded(fields, text -> text));
            assertThat(read.ref()).isEqualTo(empty.ref());
        }
        assertThat(Records.read(type, "OpaqueRef:x", Fields.of(List.of()))).isEqualTo(empty);
    }

    @Test
    void unknownWordsAndNumbersInEitherFormAreTolerated() {
        VmRecord vm = VmRecord.read(
                new VmRef("r"),
                Fields.of(Map.of(
                        "power_state", "Hibernating",
                        "memory_static_max", 4294967296L,
                        "VCPUs_max", "4",
                        "order", "many",
                        "current_operations", Map.of("t", "teleport"))));
        assertThat(vm.powerState()).isEqualTo(VmPowerState.UNKNOWN);
        assertThat(vm.memoryStaticMax()).isEqualTo(4294967296L);
        assertThat(vm.vcpusMax()).isEqualTo(4);
        assertThat(vm.order()).isZero();
        assertThat(vm.currentOperations()).containsValue(VmOperation.UNKNOWN);
        assertThat(vm.suspendVdi().isNull()).isTrue();
    }

    @Test
    void aHugeMapKeepsItsSmallEntries() {
        Map<String, Object> config = new HashMap<>();
        config.put("xcp-operator.io/owner", "cluster/apps/web/uid/uuid");
        for (int i = 0; i < 100; i++) {
            config.put("junk-" + i, "x".repeat(4000));
        }
        Map<String, String> kept =
                Fields.bounded(Map.of("other_config", config), text -> text).map("other_config");
        assertThat(kept).containsEntry("xcp-operator.io/owner", "cluster/apps/web/uid/uuid");
        assertThat(kept.toString().length()).isLessThan(9000);
    }
}
