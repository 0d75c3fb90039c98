package io.xcpoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stored object, however odd, becomes a value: an informer never stops over it. */
class TolerantReadingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "3000000000",
            "1e400",
            "1.5",
            "\"\"",
            "\"odd\"",
            "[]",
            "[null]",
            "[1,\"a\",{}]",
            "{}",
            "{\"name\":{}}");

    @Test
    void aWholeSpecIsReadAsWritten() {
        VirtualMachineSpec spec = spec("""
                cpu: {count: 2}
                memory: {size: 4Gi}
                disks: [{name: root, device: 0, size: 40Gi}]
                tags: []
                powerState: Suspended
                """);
        assertThat(Objects.requireNonNull(spec.cpu()).count()).isEqualTo(2);
        assertThat(Objects.requireNonNull(spec.memory()).size()).hasToString("4Gi");
        assertThat(spec.disks())
                .singleElement()
                .satisfies(disk -> assertThat(disk.name()).isEqualTo("root"));
        assertThat(spec.tags()).isEmpty();
        assertThat(spec.networkInterfaces()).isNull();
        assertThat(spec.powerState()).isEqualTo(PowerState.Suspended);
    }

    @Test
    void anUnknownEnumValueIsUnknown() {
        assertThat(spec("powerState: Hibernated").powerState()).isEqualTo(PowerState.Unknown);
        assertThat(spec("powerState: [Running]").powerState()).isEqualTo(PowerState.Unknown);
        assertThat(spec("deletionPolicy: Archive").deletionPolicy()).isEqualTo(DeletionPolicy.Unknown);
    }

    @Test
    void anUnknownPropertyIsLeftOut() {
        assertThat(spec("colour: blue").poolRef().name()).isEqualTo("home");
    }

    @Test
    void aNumberTooLargeIsNotManaged() {
        assertThat(Objects.requireNonNull(spec("cpu: {count: 3000000000}").cpu())
                        .count())
                .isNull();
    }

    @Test
    void oneUnreadableDiskMakesTheListUnmanagedAndDetachesNone() {
        assertThat(spec("disks: [{name: root}, {device: 1}]").disks()).isNull();
    }

    @Test
    void aSpecWithoutWhatItNeedsIsNone() {
        assertThat(read("spec: {source: {}}").getSpec()).isNull();
        assertThat(read("spec: text").getSpec()).isNull();
        assertThat(read("{}").getSpec()).isNull();
    }

    @Test
    void aStatusIsWrittenWithoutWhatIsNotKnownAndReadBackEqual() throws JsonProcessingException {
        var status = new VirtualMachineStatus(
                3L,
                "0d4f",
                PowerState.Running,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new PendingChanges(
                        "91ce",
                        List.of(new PendingChange(
                                "memory.size", "2Gi", "4Gi", FieldClass.Restart, "RestartPolicyNever"))),
                null,
                null,
                "",
                null,
                null,
                null,
                List.of());
        String written = Serialization.asJson(status);
        assertThat(written).doesNotContain("null").contains("\"class\":\"Restart\"");
        assertThat(Serialization.unmarshal(written, VirtualMachineStatus.class)).isEqualTo(status);
    }

    static Stream<Arguments> oddFields() {
        return Kinds.all().stream()
                .flatMap(kind -> Stream.of("spec", "status").flatMap(part -> {
                    Class<?> record = recordOf(kind, part.equals("spec") ? 0 : 1);
                    return ApiField.of(record).stream().map(field -> Arguments.of(kind, part, field.name()));
                }));
    }

    @ParameterizedTest(name = "{0} {1}.{2}")
    @MethodSource("oddFields")
    void noOddValueOfAnyFieldStopsTheReader(Class<? extends CustomResource<?, ?>> kind, String part, String field) {
        for (String odd : ODD) {
            assertThatCode(() -> {
                        ObjectNode object = JSON.createObjectNode();
                        object.putObject("metadata").put("name", "odd");
                        object.putObject(part).set(field, JSON.readTree(odd));
                        object.put("future", true);
                        assertThat(Serialization.unmarshal(object.toString(), kind))
                                .isNotNull();
                    })
                    .as("%s.%s = %s", part, field, odd)
                    .doesNotThrowAnyException();
        }
    }

    private static Class<?> recordOf(Class<?> kind, int index) {
        var parent = (java.lang.reflect.ParameterizedType) kind.getGenericSuperclass();
        return (Class<?>) parent.getActualTypeArguments()[index];
    }

    private static VirtualMachineSpec spec(String fields) {
        return read("spec:\n  poolRef: {name: home}\n  source: {template: {name: debian}}\n" + fields.indent(2))
                .getSpec();
    }

    private static VirtualMachine read(String yaml) {
        return Serialization.unmarshal(yaml, VirtualMachine.class);
    }
}
