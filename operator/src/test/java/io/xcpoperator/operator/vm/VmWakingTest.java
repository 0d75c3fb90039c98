package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which change elsewhere wakes which VM, and which wakes none: a bell that is not rung is a wait of minutes. */
class VmWakingTest {
    private static final ObjectKey HOME = new ObjectKey("infra", "home");
    private static final String UUID = "0d4f0000-0000-0000-0000-000000000001";

    private static final VirtualMachine READY = vm("ready", "home", "", "True", "Settled", UUID);
    private static final VirtualMachine WORKING = vm("working", "home", "", "False", "Applying", "u2");
    private static final VirtualMachine FULL = vm("full", "home", "", "False", "NoCapacity", "u3");
    private static final VirtualMachine HELD = vm("held", "home", "", "False", "HeldBy", "u4");
    private static final VirtualMachine ELSEWHERE = vm("elsewhere", "other", "", "False", "NoCapacity", "u5");
    private static final VirtualMachine NEW = fresh("new");
    /** Ready for an earlier spec: the round that looks at the new one may be under way. */
    private static final VirtualMachine BEHIND = behind("behind");

    private static final List<VirtualMachine> ALL = List.of(READY, WORKING, FULL, HELD, ELSEWHERE, NEW, BEHIND);

    private static VirtualMachine fresh(String name) {
        return vm(name, "home", "", "False", "Applying", "");
    }

    private static VirtualMachine behind(String name) {
        VirtualMachine vm = vm(name, "home", "", "True", "Settled", "u6");
        vm.getMetadata().setGeneration(2L);
        return vm;
    }

    /** @param more lines of the spec; a VM without a uuid has no status */
    private static VirtualMachine vm(String name, String pool, String more, String ready, String reason, String uuid) {
        String status = """
                status:
                  observedGeneration: 1
                  uuid: UUID
                  conditions: [{type: Ready, status: "READY", reason: REASON}]
                """.replace("UUID", uuid).replace("READY", ready).replace("REASON", reason);
        return Serialization.unmarshal(
                """
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME, namespace: apps, generation: 1, uid: u-NAME}
                spec:
                  poolRef: {name: POOL, namespace: infra}
                  source: {template: {name: debian}}
                """.replace("NAME", name).replace("POOL", pool) + more + (uuid.isEmpty() ? "" : status),
                VirtualMachine.class);
    }

    private static Stream<String> woken(Collection<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::name);
    }

    private static Stream<String> woken(ObjectKey pool, Touched.Item... items) {
        return woken(VmWaking.concerned(new Touched(pool, false, Set.of(items)), ALL::stream));
    }

    private static Touched.Item item(XapiClass type, String uuid, String key, String mark) {
        return new Touched.Item(type, uuid, Map.of(key, mark));
    }

    private static Touched.Item unmarked(XapiClass type, String uuid) {
        return new Touched.Item(type, uuid, Map.of());
    }

    private static String mark(String vm, String object) {
        return new OwnerMark("cluster-1", "apps", vm, "u-" + vm, object).toString();
    }

    @Test
    void aConnectionThatComesOrGoesWakesEveryVmOfItsPool() {
        assertThat(woken(VmWaking.concerned(Touched.wholly(HOME), ALL::stream)))
                .containsExactlyInAnyOrder("ready", "working", "full", "held", "new", "behind");
    }

    @Test
    void aChangeOfAVmOfOursWakesItsResourceAlone() {
        assertThat(woken(HOME, item(XapiClass.VM, UUID, OwnerMark.KEY, mark("ready", UUID))))
                .containsExactly("ready");
    }

    @Test
    void aTaskOfOursWakesItsResourceAlone() {
        assertThat(woken(HOME, item(XapiClass.TASK, "t1", OwnerMark.KEY, mark("working", "gen-1"))))
                .containsExactly("working");
    }

    @Test
    void aDiskOfOursWakesTheVmItWasMadeForAlone() {
        assertThat(woken(HOME, item(XapiClass.VDI, "d1", MarkIndexes.DISK_OF, mark("held", "u4") + "/data")))
                .containsExactly("held");
    }

    @Test
    void aTaskOfSomebodyElseWakesNone() {
        assertThat(woken(HOME, unmarked(XapiClass.TASK, "t1"))).isEmpty();
    }

    @Test
    void aVmThatLostItsMarkWakesTheResourceThatKnowsIt() {
        assertThat(woken(HOME, unmarked(XapiClass.VM, UUID))).contains("ready");
    }

    @Test
    void aVmWakesTheResourceThatWantsToAdoptIt() {
        var adopting = Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: legacy, namespace: apps, generation: 1}
                spec: {poolRef: {name: home, namespace: infra}, source: {existing: {uuid: %s}}}
                status: {observedGeneration: 1, conditions: [{type: Ready, status: "False", reason: OwnedByAnother}]}
                """.formatted(UUID), VirtualMachine.class);
        var touched = new Touched(HOME, false, Set.of(unmarked(XapiClass.VM, UUID)));
        assertThat(woken(VmWaking.concerned(touched, () -> Stream.of(adopting))))
                .containsExactly("legacy");
    }

    /** A person makes a template of a VM of ours: it carries that VM's mark. */
    @Test
    void aCopyMadeByHandMayBeWhatAnotherVmWaitsFor() {
        assertThat(woken(HOME, item(XapiClass.VM, "copy", OwnerMark.KEY, mark("ready", UUID))))
                .containsExactlyInAnyOrder("ready", "full", "new", "behind");
    }

    /** Memory that is free again, storage that is back, a network, a template, the pool's default storage. */
    @ParameterizedTest
    @EnumSource(
            value = XapiClass.class,
            names = {"VM", "HOST", "SR", "NETWORK", "VDI", "POOL"})
    void whateverElseChangesInThePoolWakesWhoWaitsForSomethingOfIt(XapiClass type) {
        assertThat(woken(HOME, unmarked(type, "another"))).containsExactlyInAnyOrder("full", "new", "behind");
    }

    @Test
    void aChangeInAnotherPoolWakesNoneOfThisOne() {
        assertThat(woken(new ObjectKey("infra", "other"), unmarked(XapiClass.HOST, "h1")))
                .containsExactly("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotFound", "Ambiguous", "InvalidSpec", "InUse", "HostUnavailable", "StorageError"})
    void whatThePoolMayMendIsLookedAtAgainWhenItChanges(String reason) {
        var waiting = vm("waiting", "home", "", "False", reason, "u7");
        var touched = new Touched(HOME, false, Set.of(unmarked(XapiClass.HOST, "h1")));
        assertThat(VmWaking.concerned(touched, () -> Stream.of(waiting))).hasSize(1);
    }

    @Test
    void thePoolsSwitchForStartingWithItsHostsWakesTheReadyVmThatWaitsForIt() {
        var early = Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: early, namespace: apps, generation: 1}
                spec: {poolRef: {name: home, namespace: infra}, source: {template: {name: debian}}, autoPowerOn: true}
                status:
                  observedGeneration: 1
                  conditions: [{type: Ready, status: "True"}, {type: AutoPowerOnOffOnPool, status: "True"}]
                """, VirtualMachine.class);
        var pool = new Touched(HOME, false, Set.of(unmarked(XapiClass.POOL, "p1")));
        var host = new Touched(HOME, false, Set.of(unmarked(XapiClass.HOST, "h1")));
        assertThat(woken(VmWaking.concerned(pool, () -> Stream.of(early)))).containsExactly("early");
        assertThat(VmWaking.concerned(host, () -> Stream.of(early))).isEmpty();
    }

    @Test
    void anXcpPoolWakesThoseOfItsVmsThatWait() {
        assertThat(woken(VmWaking.onPool(HOME, ALL.stream())))
                .containsExactlyInAnyOrder("full", "held", "new", "behind");
        assertThat(woken(VmWaking.onPool(new ObjectKey("apps", "home"), ALL.stream())))
                .isEmpty();
    }

    @Test
    void anXcpNetworkWakesEveryVmWithAnInterfaceOnIt() {
        var on = vm("on", "home", nic("lan"), "True", "Settled", "u7");
        var off = vm("off", "home", nic("dmz"), "False", "ReferenceNotFound", "u8");
        assertThat(woken(VmWaking.onNetwork(new ObjectKey("infra", "lan"), Stream.of(on, off, READY))))
                .containsExactly("on");
        assertThat(woken(VmWaking.onNetwork(new ObjectKey("apps", "lan"), Stream.of(on, off, READY))))
                .isEmpty();
    }

    private static String nic(String network) {
        return "  networkInterfaces: [{name: n, networkRef: {name: " + network + ", namespace: infra}}]\n";
    }

    @Test
    void aStorageRepositoryWakesTheVmThatWaitsForItAndNoOther() {
        String on =
                "  disks: [{name: root}, {name: data, size: 1Gi, storageRepositoryRef: {name: nas, namespace: infra}}]\n";
        var waiting = vm("waiting", "home", on, "False", "ReferenceNotReady", "u7");
        var ready = vm("there", "home", on, "True", "Settled", "u8");
        var nas = new ObjectKey("infra", "nas");
        assertThat(woken(VmWaking.onStorage(nas, Stream.of(waiting, ready, FULL))))
                .containsExactly("waiting");
        assertThat(VmWaking.onStorage(new ObjectKey("infra", "ssd"), Stream.of(waiting, ready, FULL)))
                .isEmpty();
    }

    @Test
    void anXcpHostWakesTheVmsThatArePlacedOnIt() {
        String on = "  placement: {hostRef: {name: host1}}\n";
        var placed = vm("placed", "home", on, "True", "Settled", "u7");
        assertThat(woken(VmWaking.onHost(new ObjectKey("infra", "host1"), Stream.of(placed, FULL))))
                .containsExactly("placed");
        assertThat(VmWaking.onHost(new ObjectKey("infra", "host2"), Stream.of(placed, FULL)))
                .isEmpty();
    }

    /** Its labels say what its VMs may use. */
    @Test
    void aNamespaceWakesThoseOfItsVmsThatWait() {
        assertThat(woken(VmWaking.onNamespace("apps", ALL.stream())))
                .containsExactlyInAnyOrder("full", "held", "elsewhere", "new", "behind");
        assertThat(VmWaking.onNamespace("infra", ALL.stream())).isEmpty();
    }
}
