package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.pool.AccessRule;
import io.xcpoperator.api.v1alpha1.pool.Permission;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code XcpPool.spec.access}: what a namespace other than the pool's own may do, and that it is followed live. */
class VmAccessTest {
    private VmLab lab;

    @BeforeEach
    void start() {
        lab = VmLab.started();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void allow(Permission... permissions) {
        List<AccessRule> rules = permissions.length == 0
                ? List.of()
                : List.of(new AccessRule(new NamespaceSet(List.of(lab.apps()), null), List.of(permissions)));
        lab.client()
                .resources(XcpPool.class)
                .inNamespace(lab.infra())
                .withName("home")
                .edit(pool -> {
                    pool.setSpec(XcpPoolSpecBuilder.builder(pool.getSpec())
                            .access(rules)
                            .build());
                    return pool;
                });
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
