package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.PoolRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a pool is said to be in a rolling upgrade. */
class RollingUpgradeTest {
    private static XapiRecord host(String name, String xapi) {
        return HostRecord.read(
                new HostRef("OpaqueRef:" + name),
                Fields.of(Map.of(
                        "uuid",
                        name,
                        "name_label",
                        name,
                        "software_version",
                        Map.of("product_brand", "XCP-ng", "product_version", "8.3.0", "xapi_build", xapi))));
    }

    private static XapiRecord pool(Map<String, String> otherConfig) {
        return PoolRecord.read(new PoolRef("OpaqueRef:pool"), Fields.of(Map.of("other_config", otherConfig)));
    }

    private static PoolView view(XapiRecord... objects) {
        return PoolView.of(List.of(objects), List.of());
    }

    @Test
    void membersOfDifferentVersionsAreToldHostByHost() {
        assertThat(PoolReporter.rollingUpgrade(view(pool(Map.of()), host("host1", "26.1.3"), host("host2", "26.1.1"))))
                .map(Condition::getMessage)
                .contains(
                        "members run different versions: host1 XCP-ng 8.3.0 (xapi 26.1.3), host2 XCP-ng 8.3.0 (xapi 26.1.1)");
    }

    @Test
    void oneThatSomebodyHasBegunIsTold() {
        assertThat(PoolReporter.rollingUpgrade(
                        view(pool(Map.of("rolling_upgrade_in_progress", "true")), host("host1", "26.1.3"))))
                .map(Condition::getMessage)
                .hasValueSatisfying(message -> assertThat(message).startsWith("a rolling upgrade is in progress"));
    }

    @Test
    void aPoolOfOneVersionHasNone() {
        assertThat(PoolReporter.rollingUpgrade(view(pool(Map.of()), host("host1", "26.1.3"), host("host2", "26.1.3"))))
                .isEmpty();
    }
}
