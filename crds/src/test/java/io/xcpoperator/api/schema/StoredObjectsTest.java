package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.Disk;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.WhenMissing;
import io.xcpoperator.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an object looks like once a real API server has it. */
class StoredObjectsTest {
    private static final KubernetesClient CLIENT = TestCluster.shared().client();
    private static String namespace;

    @BeforeAll
    static void kindsAreThere() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
        namespace = TestCluster.shared().namespace("stored");
    }

    @Test
    void aNewObjectIsInProgressBeforeAnyoneHasSeenIt() {
        VirtualMachine made = vm("new", "").create();
        assertThat(Objects.requireNonNull(made.getStatus()).observedGeneration())
                .isEqualTo(-1L);
    }

    @Test
    void onlyConstantsAreDefaults() {
        VirtualMachineSpec spec = vm("plain", "").create().getSpec();
        assertThat(spec.managementPolicy()).isEqualTo(ManagementPolicy.Manage);
        assertThat(spec.whenMissing()).isEqualTo(WhenMissing.Stall);
        assertThat(spec.powerState()).isNull();
        assertThat(spec.deletionPolicy()).isNull();
        assertThat(spec.memory()).isNull();
    }

    @Test
    void defaultsReachNestedObjectsThatAreThere() {
        GenericKubernetesResource pool =
                Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpPool
                metadata: {name: defaults, namespace: %s}
                spec: {endpoints: [a], credentialsSecretRef: {name: a}, limits: {concurrentCalls: 7}, tls: {}}
                """.formatted(namespace), GenericKubernetesResource.class);
        CLIENT.resource(pool).create();
        var spec = Objects.requireNonNull(CLIENT.resources(XcpPool.class)
                .inNamespace(namespace)
                .withName("defaults")
                .get()
                .getSpec());
        assertThat(Objects.requireNonNull(spec.limits()).concurrentCalls()).isEqualTo(7);
        assertThat(spec.limits().heavyOperationsPerHost()).isEqualTo(4);
        assertThat(spec.limits().destructionsPerHour()).isEqualTo(5);
        assertThat(Objects.requireNonNull(spec.tls()).mode()).hasToString("Verify");
    }

    @Test
    void twoAppliersEachKeepTheirDisks() {
        vm("merged", "disks: [{name: root, size: 10Gi}]").fieldManager("git").serverSideApply();
        vm("merged", "disks: [{name: data, size: 20Gi}]").fieldManager("person").serverSideApply();
        assertThat(disks("merged")).containsExactlyInAnyOrder("root", "data");
        vm("merged", "").fieldManager("person").serverSideApply();
        assertThat(disks("merged")).containsExactly("root");
    }

    @Test
    void twoAppliersOfConditionsEachKeepTheirs() {
        vm("conditions", "").create();
        applyCondition("a", "Ready");
        applyCondition("b", "Contested");
        VirtualMachine now = get("conditions");
        assertThat(Objects.requireNonNull(now.getStatus()).conditions())
                .extracting(Condition::getType)
                .containsExactlyInAnyOrder("Ready", "Contested");
    }

    @Test
    void whatTheSchemaDoesNotKnowIsNotKept() {
        GenericKubernetesResource made =
                CLIENT.resource(generic("odd", "powerstate: Running")).create();
        var spec = (Map<?, ?>) made.getAdditionalProperties().get("spec");
        assertThat(spec.containsKey("poolRef")).isTrue();
        assertThat(spec.containsKey("powerstate")).isFalse();
    }

    private static void applyCondition(String manager, String type) {
        GenericKubernetesResource patch =
                Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: conditions, namespace: %s}
                status:
                  conditions:
                  - {type: %s, status: "True", reason: Settled, message: "", lastTransitionTime: "2026-11-01T10:00:00Z"}
                """.formatted(namespace, type), GenericKubernetesResource.class);
        CLIENT.resource(patch).subresource("status").patch(applyAs(manager));
    }

    static PatchContext applyAs(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build();
    }

    private static List<String> disks(String name) {
        List<Disk> disks = Objects.requireNonNull(get(name).getSpec().disks());
        return disks.stream().map(Disk::name).toList();
    }

    private static VirtualMachine get(String name) {
        return CLIENT.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private static NamespaceableResource<VirtualMachine> vm(String name, String fields) {
        return CLIENT.resource(
                CLIENT.getKubernetesSerialization().convertValue(generic(name, fields), VirtualMachine.class));
    }

    private static GenericKubernetesResource generic(String name, String fields) {
        return Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: %s, namespace: %s}
                spec:
                  poolRef: {name: home}
                  source: {template: {name: debian}}
                  %s
                """.formatted(name, namespace, fields), GenericKubernetesResource.class);
    }
}
