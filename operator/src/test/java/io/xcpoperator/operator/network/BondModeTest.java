package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.BondMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BondModeTest {
    @ParameterizedTest(name = "management moved onto it: {0}")
    @ValueSource(booleans = {false, true})
    void isAnOutageToApproveButNeverThatOfTheManagement(boolean management) {
        var pool = new ModelPool();
        String host = pool.add("host", "name_label", "host1", "metrics", pool.add("host_metrics", "live", true));
        pool.add("pool", "master", host);
        String network = pool.add("network", "name_label", "bonded", "MTU", 1500L);
        String other = pool.add("network", "name_label", "lan", "MTU", 1500L);
        String member = pool.pif(other, host, "eth1", -1);
        String master = pool.pif(network, host, "bond0", -1);
        String bond = pool.add("Bond", "master", master, "slaves", List.of(member), "mode", "active-backup");
        pool.get(master).put("bond_master_of", List.of(bond));
        pool.get(master).put("management", management);
        PoolView view = pool.view();
        var draft = new Draft("uuid", "bonded");
        new BondPlanner(
                        new DesiredNetwork.Form.Bonded(List.of("eth1"), BondMode.LACP),
                        view.networks().stream()
                                .filter(n -> n.nameLabel().equals("bonded"))
                                .findFirst()
                                .orElseThrow(),
                        view,
                        draft)
                .plan();
        NetworkPlan plan = draft.plan();
        assertThat(plan.outage().isPresent()).isNotEqualTo(management);
        assertThat(plan.hindrances())
                .extracting(Verdict::message)
                .isEqualTo(
                        management
                                ? List.of(
                                        "bond.mode: bond0 of host1 is the management interface, whose bond this operator never changes; change the mode by hand, or take it back in the spec")
                                : List.of());
    }
}
