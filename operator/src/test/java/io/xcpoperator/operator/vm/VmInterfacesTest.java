package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.api.v1alpha1.vm.NetworkInterfaceStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Network interfaces that a person or another tool destroys, replaces or adds: each entry keeps its MAC address. */
class VmInterfacesTest {
    private static final String LAN = "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]";
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static NetworkInterfaceStatus only(VirtualMachine vm) {
        assertThat(vm.getStatus().networkInterfaces()).hasSize(1);
        return vm.getStatus().networkInterfaces().getFirst();
    }

    private static List<?> vifs(String vm) {
        return (List<?>) lab.record(lab.vmsNamed(vm).getFirst()).get("VIFs");
    }

    private static Map<String, Object> vif(Object ref) {
        return lab.pool().direct().record("VIF", ref.toString());
    }

    @Test
    void makesOneThatWasDestroyedByHandAgainWithItsAddress() {
        lab.applyVm("destroyed", LAN);
        NetworkInterfaceStatus before = only(lab.awaitReady("destroyed"));
        assertThat(before.attached()).isTrue();
        lab.annotate("destroyed", "paused", "true");
        lab.awaitVm("destroyed", vm -> VmLab.reason(vm).equals("Paused"));
        Object old = vifs("destroyed").getFirst();
        lab.pool().direct().call("VIF.unplug", old);
        lab.pool().direct().call("VIF.destroy", old);
        VirtualMachine gone = lab.awaitVm("destroyed", vm -> !only(vm).attached());
        assertThat(only(gone))
                .isEqualTo(new NetworkInterfaceStatus("lan", before.device(), before.macAddress(), null, false));
        assertThat(vifs("destroyed")).isEmpty();
        lab.removeAnnotation("destroyed", "paused");
        VirtualMachine again = lab.awaitVm("destroyed", vm -> VmLab.isReady(vm) && only(vm).attached());
        assertThat(only(again))
                .returns(before.macAddress(), NetworkInterfaceStatus::macAddress)
                .returns(before.device(), NetworkInterfaceStatus::device);
        assertThat(vifs("destroyed"))
                .singleElement()
                .satisfies(ref -> assertThat(vif(ref))
                        .containsEntry("MAC", before.macAddress())
                        .containsEntry("currently_attached", true));
    }

    @Test
    void takesOneThatAnotherToolReplacedUnderTheSameAddressAndMarksIt() {
        lab.applyVm("replaced", "powerState: Halted", LAN);
        NetworkInterfaceStatus before = only(lab.awaitReady("replaced"));
        Object old = vifs("replaced").getFirst();
        lab.pool().calls().reset();
        String anew = lab.pool().direct().text("VIF.create", lab.vifLike(old, 3));
        lab.pool().direct().call("VIF.destroy", old);
        VirtualMachine after = lab.awaitVm("replaced", vm -> VmLab.isReady(vm) && only(vm).device() == 3);
        assertThat(only(after).macAddress()).isEqualTo(before.macAddress());
        await().atMost(VmLab.PATIENCE)
                .untilAsserted(() -> assertThat(lab.otherConfig("VIF", anew))
                        .containsEntry(Keys.NIC, Keys.nic(after.getStatus().uuid(), "lan")));
        assertThat(vifs("replaced")).hasSize(1);
        assertThat(lab.writesTo("VIF"))
                .as("by us: none made, none destroyed")
                .containsOnlyKeys("VIF.add_to_other_config");
        lab.pool().direct().call("VIF.destroy", anew);
        await().atMost(VmLab.PATIENCE)
                .untilAsserted(() -> assertThat(vifs("replaced"))
                        .singleElement()
                        .satisfies(ref -> assertThat(vif(ref))
                                .as("not what XAPI chooses for this device")
                                .containsEntry("MAC", before.macAddress())
                                .containsEntry("device", "3")));
    }

    @Test
    void leavesOneThatNobodyListsAloneAndTellsOfIt() {
        lab.applyVm("unlisted", "powerState: Halted", LAN);
        lab.awaitReady("unlisted");
        Map<String, Object> other = lab.vifLike(vifs("unlisted").getFirst(), 2);
        other.put("MAC", "02:00:5e:00:53:31");
        String foreign = lab.pool().direct().text("VIF.create", other);
        VirtualMachine vm = lab.awaitVm(
                "unlisted",
                one -> Conditions.find(one.getStatus().conditions(), VmConditions.UNLISTED_NICS)
                        .isPresent());
        assertThat(VmLab.isReady(vm)).isTrue();
        assertThat(Conditions.find(vm.getStatus().conditions(), VmConditions.UNLISTED_NICS)
                        .orElseThrow()
                        .getMessage())
                .isEqualTo(
                        "network interfaces that the spec does not list are left alone: 02:00:5e:00:53:31 (device 2)");
        String two = LAN.replace("]", ", {name: dmz, device: 2, networkRef: {name: dmz, namespace: INFRA}}]");
        lab.applyVm("unlisted", "powerState: Halted", two);
        VirtualMachine told = lab.awaitVm("unlisted", one -> VmLab.reason(one).equals("InUse"));
        assertThat(told.getStatus().message())
                .startsWith(
                        "networkInterfaces[dmz].device 2 is taken by an interface that the spec does not list (02:00:5e:00:53:31): ");
        lab.pool().direct().call("VIF.destroy", foreign);
        VirtualMachine done = lab.awaitVm(
                "unlisted",
                one -> VmLab.isReady(one) && one.getStatus().networkInterfaces().size() == 2);
        assertThat(Conditions.find(done.getStatus().conditions(), VmConditions.UNLISTED_NICS))
                .isEmpty();
    }

    @Test
    void asksForAnAddressBackThatAnotherVmHasBySince() {
        lab.applyVm("giver", "powerState: Halted", LAN);
        String mac = only(lab.awaitReady("giver")).macAddress();
        Object old = vifs("giver").getFirst();
        Map<String, Object> same = lab.vifLike(old, 5);
        same.put("VM", lab.foreignVm("taker"));
        String taken = lab.pool().direct().text("VIF.create", same);
        lab.pool().direct().call("VIF.destroy", old);
        VirtualMachine waits = lab.awaitVm("giver", vm -> VmLab.reason(vm).equals("InUse"));
        assertThat(waits.getStatus().message())
                .startsWith("networkInterfaces[lan] is gone, and another VM of the pool has its MAC address " + mac
                        + " now: take it off that VM, or take the entry away");
        assertThat(vifs("giver")).isEmpty();
        lab.pool().direct().call("VIF.destroy", taken);
        lab.annotate("giver", "look", "again");
        assertThat(only(lab.awaitReady("giver")).macAddress()).isEqualTo(mac);
    }
}
