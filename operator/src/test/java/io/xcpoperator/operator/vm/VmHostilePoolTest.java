package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What others put into the pool reaches a status in a form that the API server takes, or is named. */
class VmHostilePoolTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static String adopted(String name, String vm) {
        String uuid = lab.record(vm).get("uuid").toString();
        lab.applyVmFrom(name, "existing: {uuid: " + uuid + "}");
        return uuid;
    }

    @Test
    void aNameOfTenThousandOddCharactersIsCut() {
        String vm = lab.foreignVm("long");
        String odd = "\uD83D\uDE00\n\"'<&\u202E ".repeat(1200);
        lab.pool().direct().call("VM.set_name_label", vm, odd);
        lab.pool().direct().call("VM.set_name_description", vm, odd);
        String uuid = adopted("long", vm);
        VirtualMachine seen = lab.awaitReady("long");
        assertThat(seen.getStatus().uuid()).isEqualTo(uuid);
        assertThat(seen.getStatus().effective().nameLabel())
                .startsWith("\uD83D\uDE00\n")
                .endsWith("…");
        assertThat(lab.record(vm)).containsEntry("name_label", odd);
    }

    @Test
    void aDiskAtNoPlaceIsNamedAndOtherVmsGoOn() {
        String vm = lab.foreignVm("odd");
        Object vbd = lab.pool().direct().all("VBD").stream()
                .filter(ref -> vm.equals(lab.pool().direct().record("VBD", ref).get("VM")))
                .findFirst()
                .orElseThrow();
        lab.pool().direct().call("VBD.set_userdevice", vbd, "99999999999");
        String uuid = adopted("odd", vm);
        VirtualMachine seen = lab.awaitVm("odd", v -> VmLab.reason(v).equals("InvalidValue"));
        assertThat(seen.getStatus().message())
                .startsWith("VM " + uuid + " has a disk (")
                .endsWith(") without a device number in the pool; it is left alone until that is mended there");
        lab.applyVm("neighbour");
        lab.awaitReady("neighbour");
    }
}
