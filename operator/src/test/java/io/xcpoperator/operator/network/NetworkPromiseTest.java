package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.LabelRows;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewNetwork;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.NetworkPurpose;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plan prints for a network is what is sent. */
class NetworkPromiseTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "iot"), "uid-1");

    private final ModelPool pool = new ModelPool();
    private final String host = pool.add("host", "name_label", "host1");
    private final NetworkRef network = new NetworkRef(pool.add("network", "name_label", "iot", "MTU", 1500L));
    private final PifRef pif = new PifRef(pool.pif(network.value(), host, "eth1", 20));
    private final VlanRef vlan = new VlanRef(pool.add("VLAN", "untagged_PIF", pif.value(), "tag", 20L));
    private final BondRef bond = new BondRef(pool.add("Bond", "master", pif.value()));
    private final VifRef vif = new VifRef(pool.add("VIF", "network", network.value(), "currently_attached", true));
    private final VmRef vm = new VmRef(pool.add("VM", "name_label", "web"));

    private List<NetworkAction> rows() {
        var made = new NewNetwork("iot", "", 1500, Map.of(MadeKey.KEY, MadeKey.token(ME.uid(), "t")), Set.of());
        return Stream.<NetworkAction>concat(
                        Stream.of(
                                new NetworkAction.Create(made),
                                new NetworkAction.AddPurpose(NetworkPurpose.NBD),
                                new NetworkAction.RemovePurpose(NetworkPurpose.NBD),
                                new NetworkAction.SetMtu(9000),
                                new NetworkAction.MakeVlans(pif, 20),
                                new NetworkAction.MakeVlan(pif, 20),
                                new NetworkAction.MakeBond(Set.of(pif), BondMode.LACP),
                                new NetworkAction.SetBondMode(bond, BondMode.LACP),
                                new NetworkAction.Plug(pif),
                                new NetworkAction.Unplug(pif),
                                new NetworkAction.PlugVif(vif),
                                new NetworkAction.UnplugVif(vif),
                                new NetworkAction.Claim(vm, "key", "value", false),
                                new NetworkAction.Claim(vm, "key", "value", true),
                                new NetworkAction.Unclaim(vm, "key"),
                                new NetworkAction.SetAddress(
                                        pif, IpConfigurationMode.STATIC, "192.168.20.11", "255.255.255.0", "", ""),
                                new NetworkAction.SetIpv6Address(pif, "2001:db8::11/64", "", ""),
                                new NetworkAction.DestroyVlan(pif, vlan),
                                new NetworkAction.DestroyBond(pif, bond),
                                new NetworkAction.DestroyNetwork(network)),
                        LabelRows.all().map(NetworkAction.Label::new))
                .toList();
    }

    private List<String> sent(NetworkAction action) {
        String uuid = pool.get(network).get("uuid").toString();
        pool.get(network)
                .put(
                        "other_config",
                        new HashMap<>(Map.of(OwnerMark.KEY, ME.markFor(uuid).toString())));
        RecordedCalls now = pool.answering();
        PoolView view = pool.view();
        NetworkExecutor.execute(
                new PoolNow(view, now), view.network(network), List.of(new Step(action, "iot", "asked to")), ME.uid());
        return now.sent();
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(NetworkAction.class, rows(), Set.of(), NetworkAction::calls, this::sent);
    }
}
