package io.xcpoperator.operator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.ConsoleRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets to which console. */
class ScreenTest {
    private static final String UUID = "6a0c563c-1111-4222-8333-444455556666";
    private static final String MINE = "home/apps/web/uid-1/" + UUID;

    private static VirtualMachine web(String uuid) {
        var vm = new VirtualMachine();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("apps")
                .withName("web")
                .withUid("uid-1")
                .build());
        if (!uuid.isEmpty()) {
            vm.setStatus(VirtualMachineStatusBuilder.builder().uuid(uuid).build());
        }
        return vm;
    }

    private static PoolView pool(String mark, String power, String... protocols) {
        List<XapiRecord> all = new ArrayList<>();
        Map<String, String> other = mark.isEmpty() ? Map.of() : Map.of(OwnerMark.KEY, mark);
        all.add(VmRecord.read(
                new VmRef("vm"), Fields.of(Map.of("uuid", UUID, "power_state", power, "other_config", other))));
        for (String protocol : protocols) {
            all.add(ConsoleRecord.read(
                    new ConsoleRef(protocol), Fields.of(Map.of("uuid", protocol, "protocol", protocol, "VM", "vm"))));
        }
        return PoolView.of(all, List.of());
    }

    @Test
    void theVncConsoleOfARunningVmOfOurs() {
        assertThat(Screen.of(web(UUID), pool(MINE, "Running", "vt100", "rfb"), "home"))
                .isInstanceOfSatisfying(
                        Screen.There.class,
                        there -> assertThat(there.console().uuid()).isEqualTo("rfb"));
    }

    @ParameterizedTest(name = "mark \"{0}\"")
    @CsvSource({
        "''",
        "nonsense",
        "home/apps/web/uid-2/" + UUID,
        "other/apps/web/uid-1/" + UUID,
        "home/apps/db/uid-1/" + UUID,
        "home/theirs/web/uid-1/" + UUID,
        "home/apps/web/uid-1/another-vm",
    })
    void noneOfAVmThatIsNotTheResourcesOwn(String mark) {
        assertThat(Screen.of(web(UUID), pool(mark, "Running", "rfb"), "home"))
                .isInstanceOfSatisfying(
                        Screen.Dark.class, dark -> assertThat(dark.message()).contains("does not own its VM"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Halted", "Suspended", "Paused", "Unheard"})
    void noneOfAVmThatDoesNotRun(String power) {
        assertThat(Screen.of(web(UUID), pool(MINE, power, "rfb"), "home"))
                .isInstanceOfSatisfying(
                        Screen.Dark.class,
                        dark -> assertThat(dark.message()).endsWith("set spec.powerState to Running"));
    }

    @Test
    void noneWhereThereIsNoVmOrNoScreen() {
        assertThat(Screen.of(web(""), pool(MINE, "Running", "rfb"), "home").toString())
                .contains("has no VM yet");
        assertThat(Screen.of(web("7a0c563c-1111-4222-8333-444455556666"), pool(MINE, "Running", "rfb"), "home")
                        .toString())
                .contains("is not in the pool");
        assertThat(Screen.of(web(UUID), pool(MINE, "Running", "vt100"), "home").toString())
                .contains("no VNC console");
    }
}
