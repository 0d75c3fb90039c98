package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.pool.AccessRule;
import io.xcpoperator.api.v1alpha1.pool.Permission;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.Edits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code XcpPool.spec.access}: what a namespace other than the pool's own may do, and that it is followed live. */
class VmAccessTest {
    private static VmLab lab;

    @BeforeAll
    static void start() {
        lab = VmLab.started();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private void allow(Permission... permissions) {
        rules(
                permissions.length == 0
                        ? List.of()
                        : List.of(new AccessRule(new NamespaceSet(List.of(lab.apps()), null), List.of(permissions))));
    }

    private void rules(List<AccessRule> rules) {
        var home =
                lab.client().resources(XcpPool.class).inNamespace(lab.infra()).withName("home");
        Edits.edit(
                home,
                pool -> pool.setSpec(
                        XcpPoolSpecBuilder.builder(pool.getSpec()).access(rules).build()));
    }

    private void awaitMessage(String name, String part) {
        lab.awaitVm(name, vm -> String.valueOf(vm.getStatus().message()).contains(part));
    }

    @Test
    void aNamespaceThatMayNotUseThePoolGetsNothingUntilItMay() {
        allow();
        lab.applyVm("web", "powerState: Halted");
        awaitMessage("web", "namespace %s may not use pool %s/home".formatted(lab.apps(), lab.infra()));
        assertThat(lab.vmsNamed("web")).isEmpty();
        allow(Permission.Use);
        lab.awaitReady("web");
    }

    @Test
    void aNamespaceMayAsSoonAsItHasTheLabelThatIsAskedFor() {
        var blue = new LabelSelectorBuilder().addToMatchLabels("team", "blue").build();
        rules(List.of(new AccessRule(new NamespaceSet(null, blue), List.of(Permission.Use))));
        lab.applyVm("labelled", "powerState: Halted");
        awaitMessage("labelled", "namespace %s may not use pool %s/home".formatted(lab.apps(), lab.infra()));
        Edits.edit(
                lab.client().namespaces().withName(lab.apps()),
                namespace -> namespace.getMetadata().getLabels().put("team", "blue"));
        lab.awaitReady("labelled");
    }

    @Test
    void toUseThePoolIsNotToTakeADiskThatIsThere() {
        lab.applyVm("owner", "powerState: Halted", "disks: [{name: root}, {name: data, size: 1Gi}]");
        String another = lab.awaitReady("owner").getStatus().disks().get(1).uuid();
        lab.applyVm("owner", "powerState: Halted", "disks: [{name: root}]");
        lab.awaitVm("owner", vm -> vm.getStatus().detachedDisks() != null);
        allow(Permission.Use);
        takes("thief", another);
        awaitMessage("thief", "namespace %s may not adopt".formatted(lab.apps()));
        assertThat(users(another)).isEmpty();
        allow(Permission.Use, Permission.Adopt);
        awaitMessage("thief", "was made for %s/owner; not touched".formatted(lab.apps()));
        assertThat(users(another)).isEmpty();
        String metadata = direct("VDI.create", vdi("metadata"));
        String plain = direct("VDI.create", vdi("user"));
        takes("odd", uuid(metadata));
        awaitMessage("odd", "is no disk of a VM");
        assertThat(users(uuid(metadata))).isEmpty();
        takes("fair", uuid(plain));
        lab.awaitReady("fair");
    }

    private void takes(String name, String vdi) {
        lab.applyVm(
                name, "powerState: Halted", "disks: [{name: root}, {name: data, existing: {vdiUuid: " + vdi + "}}]");
    }

    private String direct(String method, Object... parameters) {
        return lab.pool().direct().text(method, parameters);
    }

    private String uuid(String vdi) {
        return lab.pool().direct().record("VDI", vdi).get("uuid").toString();
    }

    private List<?> users(String uuid) {
        return (List<?>) lab.pool()
                .direct()
                .record("VDI", direct("VDI.get_by_uuid", uuid))
                .get("VBDs");
    }

    private Map<String, Object> vdi(String type) {
        return Map.ofEntries(
                Map.entry("name_label", "by hand"),
                Map.entry("name_description", ""),
                Map.entry("SR", lab.pool().direct().named("SR", "nas-vms").getFirst()),
                Map.entry("virtual_size", Long.toString(1L << 30)),
                Map.entry("type", type),
                Map.entry("sharable", false),
                Map.entry("read_only", false),
                Map.entry("other_config", Map.of()),
                Map.entry("xenstore_data", Map.of()),
                Map.entry("sm_config", Map.of()),
                Map.entry("tags", List.of()));
    }

    @Test
    void toUseThePoolIsNotToAdoptWhatIsThere() {
        allow(Permission.Use);
        String old = lab.foreignVm("old");
        lab.applyVmFrom("old", "existing: {uuid: " + lab.record(old).get("uuid") + "}");
        awaitMessage("old", "namespace %s may not adopt".formatted(lab.apps()));
        assertThat(lab.otherConfig(old)).doesNotContainKey(OwnerMark.KEY);
        allow(Permission.Use, Permission.Adopt);
        lab.awaitReady("old");
        assertThat(lab.otherConfig(old)).containsKey(OwnerMark.KEY);
    }
}
