package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which network is the resource's, whatever status or marks were lost. */
class IdentityTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "iot"), "uid-1");
    private static final DesiredNetwork WANT = new DesiredNetwork(
            ME,
            new DesiredNetwork.Form.HostInternal(),
            new Wanted("iot", null, null),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            true);

    private final ModelPool pool = new ModelPool();

    private String network(String... otherConfig) {
        String ref = pool.add("network", "name_label", "iot");
        Map<String, Object> keys = new HashMap<>();
        for (int i = 0; i < otherConfig.length; i += 2) {
            keys.put(otherConfig[i], otherConfig[i + 1].replace("UUID", uuid(ref)));
        }
        pool.get(ref).put("other_config", keys);
        return ref;
    }

    private String uuid(String ref) {
        return (String) pool.get(ref).get("uuid");
    }

    private Identity find(Optional<String> known, Approval... approvals) {
        return Identity.find(
                WANT,
                pool.view(),
                new NetworkMemory(known, Optional.empty(), new Approvals(List.of(approvals)), Optional.empty()),
                "home");
    }

    private static Approval approved(String name, String value) {
        return new Approval(name, value, Instant.EPOCH.toString());
    }

    private static String uuidOf(Identity identity) {
        return ((Identity.There) identity).network().uuid().value();
    }

    private static Reason reasonOf(Identity identity) {
        return ((Identity.Refused) identity).why() instanceof Verdict why ? why.reason() : Reason.None;
    }

    @Test
    void isFoundByItsMarkWithoutItsStatusAndAmongItsTwins() {
        String twin = network(MadeKey.KEY, "uid-1/late");
        String mine = network(MadeKey.KEY, "uid-1/first", OwnerMark.KEY, "c1/infra/iot/uid-1/UUID");
        network(MadeKey.KEY, "uid-2/somebody's");
        Identity found = find(Optional.empty());
        assertThat(uuidOf(found)).isEqualTo(uuid(mine));
        assertThat(((Identity.There) found).twins())
                .extracting(n -> n.uuid().value())
                .containsExactly(uuid(twin));
    }

    @Test
    void isFoundByItsTokenBeforeItHasAMark() {
        String made = network(MadeKey.KEY, "uid-1/first");
        assertThat(uuidOf(find(Optional.empty()))).isEqualTo(uuid(made));
        assertThat(find(Optional.empty())).isNotInstanceOf(Identity.Absent.class);
    }

    @Test
    void oneOfAnotherResourceOrAPersonsIsNotTaken() {
        network(MadeKey.KEY, "uid-2/somebody's");
        network(OwnerMark.KEY, "c1/infra/other/uid-3/UUID");
        network();
        assertThat(find(Optional.empty())).isInstanceOf(Identity.Absent.class);
    }

    @Test
    void oneThatWasThereAndIsGoneIsMadeAgainOnlyWithLeave() {
        assertThat(reasonOf(find(Optional.of("gone")))).isEqualTo(Reason.Missing);
        assertThat(reasonOf(find(Optional.of("gone"), approved(Approvals.RECREATE, "another"))))
                .isEqualTo(Reason.Missing);
        assertThat(find(Optional.of("gone"), approved(Approvals.RECREATE, "gone")))
                .isInstanceOf(Identity.Absent.class);
    }

    @Test
    void oneWhoseMarkAPersonTookOffIsGoneOnWithOnlyWithLeave() {
        String known = uuid(network());
        assertThat(reasonOf(find(Optional.of(known)))).isEqualTo(Reason.MarkLost);
        assertThat(uuidOf(find(Optional.of(known), approved(Approvals.TAKE_OVER, known))))
                .isEqualTo(known);
    }

    @Test
    void oneOfAnEarlierClusterIsShownAndNoSecondOneIsMade() {
        String earlier = network(OwnerMark.KEY, "c0/infra/iot/uid-0/UUID");
        assertThat(uuidOf(find(Optional.empty()))).isEqualTo(uuid(earlier));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "192.168.20.11/24, 192.168.20.11 255.255.255.0",
        "10.0.0.1/8, 10.0.0.1 255.0.0.0",
        "172.16.4.9/30, 172.16.4.9 255.255.255.252",
        "192.168.20.300/24, ",
        "192.168.20.11, ",
        "192.168.20.11/33, ",
        "192.168.20.11/0, ",
        "127.0.0.1/8, ",
        "0.0.0.0/8, ",
        "224.0.0.1/4, ",
        "fd00::1/64, ",
    })
    void readsAddressesOfHosts(String text, String both) {
        assertThat(Subnet.parse(text).map(subnet -> subnet.address() + " " + subnet.netmask()))
                .isEqualTo(Optional.ofNullable(both));
        Subnet.parse(text).ifPresent(subnet -> assertThat(subnet).hasToString(text));
    }
}
