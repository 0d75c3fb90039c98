package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who asks for what this version does not do shall read so (decision 0052). */
class NotActedOnTest {
    /** Fields of the spec that this version acts on as they are. */
    private static final List<String> ACTED_ON = List.of(
            "managementPolicy",
            "poolRef",
            "nameLabel",
            "description",
            "source",
            "whenMissing",
            "cpu",
            "memory",
            "disks",
            "networkInterfaces",
            "powerState",
            "shutdown",
            "restartPolicy",
            "placement",
            "highAvailability",
            "autoPowerOn",
            "tags",
            "guestAgent",
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
            firmware: {mode: UEFI}
            boot: {order: [Disk]}
            advanced: {nestedVirtualization: true}
            cdrom: {}
            cloudInit: {}
            safetySnapshots: {}
            evacuation: Shutdown
            """;

    @Test
    void everyFieldIsActedOnOrNamed() {
        Stream<String> fields =
                Arrays.stream(VirtualMachineSpec.class.getRecordComponents()).map(RecordComponent::getName);
        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ACTED_ON.stream(), NotActedOn.in(spec(ALL)).stream())
                        .toList());
    }

    @Test
    void partsOfWhatIsActedOnAreNamedByTheirEntry() {
        assertThat(NotActedOn.in(spec("""
                        restartPolicy: {when: InWindow}
                        disks: [{name: root, backup: Exclude}]
                        networkInterfaces:
                        - {name: lan, networkRef: {name: lan}, rateLimitKBps: 100, allowedAddresses: [192.0.2.1]}
                        """)))
                .containsExactly(
                        "disks[root].backup",
                        "networkInterfaces[lan].rateLimitKBps",
                        "networkInterfaces[lan].allowedAddresses",
                        "restartPolicy.when InWindow");
    }

    @Test
    void whatEqualsTheDefaultMakesNoDifference() {
        assertThat(NotActedOn.in(spec("""
                        evacuation: Migrate
                        disks: [{name: root, backup: Include}]
                        networkInterfaces: [{name: lan, networkRef: {name: lan}, rateLimitKBps: 0}]
                        """))).isEmpty();
    }
}
