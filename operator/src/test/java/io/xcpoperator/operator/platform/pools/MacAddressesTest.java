package io.xcpoperator.operator.platform.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacAddressesTest {
    private static final ObjectKey POOL = new ObjectKey("infra", "home");

    private static Owner owner(String namespace, String name) {
        return new Owner("cluster", new ObjectKey(namespace, name), "uid-" + name);
    }

    private static PoolView view(String power, String kind, @Nullable String mark) {
        var vm = VmRecord.read(
                new VmRef("vm"),
                Fields.of(Map.of(
                        "uuid",
                        "u-vm",
                        "name_label",
                        "shop",
                        "power_state",
                        power,
                        "is_a_template",
                        !kind.equals("vm"),
                        "is_a_snapshot",
                        kind.equals("snapshot"),
                        "other_config",
                        mark == null ? Map.of() : Map.of(OwnerMark.KEY, mark))));
        var vif = VifRecord.read(
                new VifRef("vif"), Fields.of(Map.of("uuid", "u-vif", "VM", "vm", "MAC", "02:00:00:00:00:0A")));
        return PoolView.of(List.of(vm, vif), List.of());
    }

    @ParameterizedTest(name = "a {1} {0} of {2}, asked from {3} for {4}: {5}")
    @CsvSource({
        "vm, Running, apps/shop, apps/web, 02:00:00:00:00:0a, VM shop",
        "vm, Halted, apps/shop, apps/web, 02:00:00:00:00:0a, VM shop",
        "vm, Running, apps/shop, apps/web, 02:00:00:00:00:0b, ",
        "vm, Running, apps/shop, apps/shop, 02:00:00:00:00:0a, ",
        "vm, Running, other/shop, apps/web, 02:00:00:00:00:0a, another VM of the pool",
        "vm, Running, , apps/web, 02:00:00:00:00:0a, another VM of the pool",
        "vm, Running, , infra/web, 02:00:00:00:00:0a, VM shop",
        "template, Halted, , apps/web, 02:00:00:00:00:0a, ",
        "snapshot, Halted, apps/shop, apps/web, 02:00:00:00:00:0a, "
    })
    void tellsWhoHasAnAddress(
            String kind, String power, @Nullable String of, String asks, String mac, @Nullable String user) {
        String mark = of == null ? null : key(of).markFor("u-vm").toString();
        assertThat(MacAddresses.user(mac, key(asks), view(power, kind, mark), POOL)
                        .orElse(null))
                .isEqualTo(user);
    }

    private static Owner key(String text) {
        String[] part = text.split("/", -1);
        return owner(part[0], part[1]);
    }
}
