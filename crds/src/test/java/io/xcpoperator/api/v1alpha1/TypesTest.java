package io.xcpoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every type of the API. */
class TypesTest {

    @Test
    void everyEnumThatIsReadCanSayUnknown() {
        assertThat(reached().stream().filter(Class::isEnum).filter(type -> type != FieldClass.class))
                .hasSizeGreaterThan(40)
                .allSatisfy(type -> assertThat(type.getEnumConstants())
                        .extracting(Object::toString)
                        .contains("Unknown"));
    }

    @Test
    void noEnumValueIsABooleanInYaml() {
        Set<String> booleans = Set.of("on", "off", "yes", "no", "true", "false", "y", "n");
        assertThat(reached().stream().filter(Class::isEnum).flatMap(type -> Arrays.stream(type.getEnumConstants())))
                .noneMatch(value -> booleans.contains(value.toString().toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void defaultsOfTheSchemaStandOutsideListsOnly() {
        assertThat(reached().stream()
                        .filter(Class::isRecord)
                        .flatMap(type -> ApiField.of(type).stream())
                        .filter(ApiField::isList)
                        .flatMap(field -> field.nested().stream())
                        .flatMap(entry -> ApiField.of(entry).stream())
                        .filter(field -> !field.about().schemaDefault().isEmpty()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "nameLabel, Live",
        "boot.order, NextBoot",
        "memory.max, Restart",
        "disks.size, Restart",
        "cpu.coresPerSocket, NextBoot",
        "firmware.mode, Immutable",
        "poolRef, Immutable",
        "networkInterfaces.macAddress, Immutable",
    })
    void theClassOfAFieldIsFoundByItsPath(String path, FieldClass expected) {
        assertThat(ApiField.find(VirtualMachineSpec.class, path))
                .map(field -> field.about().change())
                .hasValue(expected);
    }

    @Test
    void aPathThatLeadsNowhereIsNotFound() {
        assertThat(ApiField.find(VirtualMachineSpec.class, "memory.colour")).isEmpty();
        assertThat(ApiField.find(VirtualMachineSpec.class, "nameLabel.size")).isEmpty();
    }

    private static Set<Class<?>> reached() {
        Set<Class<?>> reached = new HashSet<>();
        for (var kind : Kinds.all()) {
            var parent = (ParameterizedType) kind.getGenericSuperclass();
            for (var part : parent.getActualTypeArguments()) {
                reach((Class<?>) part, reached);
            }
        }
        return reached;
    }

    private static void reach(Class<?> type, Set<Class<?>> reached) {
        if (!reached.add(type) || !type.isRecord()) return;
        for (ApiField field : ApiField.of(type)) {
            if (field.element() instanceof Class<?> raw) {
                reach(raw, reached);
            }
        }
    }
}
