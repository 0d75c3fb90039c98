package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who asks for what this version does not do shall read so (decision 0052). */
class NotActedOnTest {
    /** Fields that this version acts on, and those it refuses with a sentence of their own (source.backup). */
    static final List<String> ACTED_ON = List.of(
            "managementPolicy",
            "poolRef.name",
            "poolRef.namespace",
            "nameLabel",
            "description",
            "source",
            "whenMissing",
            "cpu.count",
            "cpu.max",
            "cpu.coresPerSocket",
            "cpu.weight",
            "cpu.capPercent",
            "memory.size",
            "memory.max",
            "firmware.mode",
            "firmware.secureBoot",
            "firmware.vtpm",
            "boot.order",
            "advanced.nestedVirtualization",
            "advanced.vendorDevice",
            "advanced.videoRam",
            "advanced.pciDevices",
            "cdrom.diskImageRef.name",
            "cdrom.diskImageRef.namespace",
            "cdrom.guestTools",
            "disks[].name",
            "disks[].device",
            "disks[].size",
            "disks[].storageRepositoryRef.name",
            "disks[].storageRepositoryRef.namespace",
            "disks[].existing.vdiUuid",
            "networkInterfaces[].name",
            "networkInterfaces[].device",
            "networkInterfaces[].networkRef.name",
            "networkInterfaces[].networkRef.namespace",
            "networkInterfaces[].macAddress",
            "networkInterfaces[].rateLimitKBps",
            "networkInterfaces[].allowedAddresses",
            "cloudInit.userData.secretKeyRef.name",
            "cloudInit.userData.secretKeyRef.key",
            "cloudInit.userData.inline",
            "cloudInit.networkData.secretKeyRef.name",
            "cloudInit.networkData.secretKeyRef.key",
            "cloudInit.networkData.inline",
            "cloudInit.drive",
            "powerState",
            "shutdown.mode",
            "shutdown.timeout",
            "restartPolicy.when",
            "restartPolicy.window.schedule",
            "restartPolicy.window.duration",
            "restartPolicy.window.timeZone",
            "placement.hostRef.name",
            "placement.strict",
            "highAvailability.restartPriority",
            "highAvailability.order",
            "highAvailability.startDelay",
            "autoPowerOn",
            "tags",
            "guestAgent.required",
            "guestAgent.timeout",
            "safetySnapshots.before",
            "safetySnapshots.keep",
            "deletionPolicy",
            "deletionProtection");

    static VirtualMachineSpec spec(String more) {
        return new KubernetesSerialization()
                .unmarshal("""
                        apiVersion: xcp-operator.io/v1alpha1
                        kind: VirtualMachine
                        metadata: {name: web, namespace: apps}
                        spec:
                          poolRef: {name: home}
                          source: {template: {name: debian}}
                        """ + more.indent(2), VirtualMachine.class)
                .getSpec();
    }

    private static final String ALL = """
            recovery: {repositoryRef: {name: nas}}
            evacuation: Shutdown
            """;

    private static final String PARTS = """
            disks: [{name: root, backup: Exclude}]
            """;

    /** Down to the last field of each part. */
    @Test
    void everyFieldIsActedOnOrNamed() {
        List<String> named = NotActedOn.in(spec(ALL + PARTS)).stream()
                .map(field -> field.replaceAll("\\[[^]]*]", "[]"))
                .toList();
        Set<String> known = new HashSet<>(ACTED_ON);
        known.addAll(named);
        Set<String> fields = new TreeSet<>();
        collect(VirtualMachineSpec.class, "", known, fields);
        assertThat(fields).containsExactlyInAnyOrderElementsOf(known);
    }

    /** What is known is not gone into: the whole of it is acted on, or named. */
    private static void collect(Class<?> type, String before, Set<String> known, Set<String> fields) {
        for (RecordComponent part : type.getRecordComponents()) {
            boolean list = part.getType() == List.class;
            Class<?> of = list
                            && part.getGenericType() instanceof ParameterizedType many
                            && many.getActualTypeArguments()[0] instanceof Class<?> item
                    ? item
                    : part.getType();
            String plain = before + part.getName();
            String path = list && of.isRecord() ? plain + "[]" : plain;
            if (known.contains(plain) || !of.isRecord()) {
                fields.add(plain);
            } else {
                collect(of, path + ".", known, fields);
            }
        }
    }

    @Test
    void partsOfWhatIsActedOnAreNamedByTheirEntry() {
        assertThat(NotActedOn.in(spec(PARTS))).containsExactly("disks[root].backup");
    }

    @Test
    void noVmIsMadeWithoutWhatMattersWhenItIsMade() {
        assertThat(NotActedOn.atMaking(spec(ALL + PARTS)).orElseThrow().message())
                .isEqualTo("the VM is not made, for this version does not act on: "
                        + "recovery; "
                        + "take it out of the spec, or wait for a version that acts on it");
        assertThat(NotActedOn.atMaking(spec("evacuation: Shutdown\ndisks: [{name: root, backup: Exclude}]")))
                .isEmpty();
    }

    @Test
    void whatEqualsTheDefaultMakesNoDifference() {
        assertThat(NotActedOn.in(spec("""
                        evacuation: Migrate
                        disks: [{name: root, backup: Include}]
                        """))).isEmpty();
    }
}
