package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.testing.PoolNow;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.IpConfigurationMode;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What interrupts or destroys reads its object once more (S1): what changed since the plan keeps the call from being made. */
class NetworkSecondLookTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "iot"), "uid-1");

    /** What somebody does between the plan and the call. */
    private enum Meanwhile {
        NOTHING,
        THE_MARK_GOES,
        ANOTHER_TAKES_IT,
        ITS_INTERFACE_MOVES,
        IT_BECOMES_THE_MANAGEMENT,
        A_VM_COMES
    }

    private enum Call {
        SET_MTU("network.set_MTU"),
        UNPLUG("PIF.unplug"),
        UNPLUG_VIF("VIF.unplug"),
        SET_BOND_MODE("Bond.set_mode"),
        SET_ADDRESS("PIF.reconfigure_ip"),
        SET_IPV6_ADDRESS("PIF.reconfigure_ipv6"),
        DESTROY_VLAN("VLAN.destroy"),
        DESTROY_BOND("Bond.destroy"),
        DESTROY_NETWORK("network.destroy");

        final String message;

        Call(String message) {
            this.message = message;
        }

        /** Which of it is in the way of this call. */
        boolean minds(Meanwhile what) {
            boolean ofAnInterface = this != SET_MTU && this != UNPLUG_VIF && this != DESTROY_NETWORK;
            return switch (what) {
                case NOTHING -> false;
                case THE_MARK_GOES, ANOTHER_TAKES_IT -> true;
                case ITS_INTERFACE_MOVES -> ofAnInterface || this == UNPLUG_VIF;
                case IT_BECOMES_THE_MANAGEMENT -> ofAnInterface;
                case A_VM_COMES -> message.endsWith(".destroy");
            };
        }
    }

    private static NetworkAction action(Call call, String network, String pif, String vif, String vlan, String bond) {
        var of = new PifRef(pif);
        return switch (call) {
            case SET_MTU -> new NetworkAction.SetMtu(9000);
            case UNPLUG -> new NetworkAction.Unplug(of);
            case UNPLUG_VIF -> new NetworkAction.UnplugVif(new VifRef(vif));
            case SET_BOND_MODE -> new NetworkAction.SetBondMode(new BondRef(bond), BondMode.LACP);
            case SET_ADDRESS ->
                new NetworkAction.SetAddress(of, IpConfigurationMode.STATIC, "192.168.20.11", "255.255.255.0", "", "");
            case SET_IPV6_ADDRESS -> new NetworkAction.SetIpv6Address(of, "2001:db8::11/64", "", "");
            case DESTROY_VLAN -> new NetworkAction.DestroyVlan(of, new VlanRef(vlan));
            case DESTROY_BOND -> new NetworkAction.DestroyBond(of, new BondRef(bond));
            case DESTROY_NETWORK -> new NetworkAction.DestroyNetwork(new NetworkRef(network));
        };
    }

    @ParameterizedTest
    @EnumSource
    void isMadeOnlyWhileAllIsAsItWasPlanned(Call call) {
        for (Meanwhile what : Meanwhile.values()) {
            var pool = new ModelPool();
            String host = pool.add("host", "name_label", "host1");
            String network = pool.add("network", "name_label", "iot", "MTU", 1500L);
            String other = pool.add("network", "name_label", "other", "MTU", 1500L);
            String uuid = (String) pool.get(network).get("uuid");
            pool.get(network)
                    .put(
                            "other_config",
                            new HashMap<>(Map.of(OwnerMark.KEY, ME.markFor(uuid).toString())));
            String pif = pool.pif(network, host, "eth1", 20);
            String vif = pool.add("VIF", "network", network, "currently_attached", true);
            String vlan = pool.add("VLAN", "untagged_PIF", pif, "tag", 20L);
            String bond = pool.add("Bond", "master", pif);
            PoolView planned = pool.view();

            switch (what) {
                case NOTHING, A_VM_COMES -> {}
                case THE_MARK_GOES -> pool.get(network).put("other_config", Map.of());
                case ANOTHER_TAKES_IT ->
                    pool.get(network).put("other_config", Map.of(OwnerMark.KEY, "c1/infra/theirs/uid-9/" + uuid));
                case ITS_INTERFACE_MOVES ->
                    List.of(pif, vif).forEach(moved -> pool.get(moved).put("network", other));
                case IT_BECOMES_THE_MANAGEMENT -> pool.get(pif).put("management", true);
            }
            var now = new RecordedCalls();
            PoolView view = pool.view();
            view.networks().forEach(now::with);
            view.vifs().forEach(now::with);
            now.with(view.pif(new PifRef(pif)).orElseThrow());
            now.with(view.bond(new BondRef(bond)).orElseThrow());
            if (what == Meanwhile.A_VM_COMES) {
                now.with("get_VIFs", new NetworkRef(network), Set.of(new VifRef(vif)));
            }

            Outcome outcome = NetworkExecutor.execute(
                    new PoolNow(planned, now),
                    planned.network(new NetworkRef(network)),
                    List.of(new Step(action(call, network, pif, vif, vlan, bond), "iot", "asked to")),
                    ME.uid());

            assertThat(now.sent())
                    .as("%s while %s", call, what)
                    .isEqualTo(call.minds(what) ? List.of() : List.of(call.message));
            assertThat(outcome)
                    .as("%s while %s", call, what)
                    .isInstanceOf(call.minds(what) ? Outcome.Retry.class : Outcome.Acted.class);
        }
    }
}
