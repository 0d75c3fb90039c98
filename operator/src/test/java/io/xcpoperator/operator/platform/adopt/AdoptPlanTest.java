package io.xcpoperator.operator.platform.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptPlanTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "lan"), "u1");
    private static final Wanted NOTHING = new Wanted(null, null, null);
    private static final Approvals NONE = new Approvals(List.of());

    private static Existing network(String uuid, String name, String mark) {
        return new Existing(
                "network", uuid, name, "", Set.of(), mark.isEmpty() ? Map.of() : Map.of(OwnerMark.KEY, mark));
    }

    @Test
    void adoptionCostsExactlyOneWriteTheMark() {
        assertThat(AdoptPlan.adopt(ME, network("o1", "lan", ""), NOTHING, NONE))
                .isInstanceOfSatisfying(
                        AdoptPlan.Write.class,
                        plan -> assertThat(plan.actions()).singleElement().satisfies(action -> {
                            assertThat(action.key()).isEqualTo(OwnerMark.KEY);
                            assertThat(action.value()).isEqualTo("c1/infra/lan/u1/o1");
                            assertThat(action.replaces()).isFalse();
                        }));
    }

    @Test
    void whatIsOursAndAsTheSpecSaysCostsNothing() {
        assertThat(AdoptPlan.adopt(
                        ME, network("o1", "lan", "c1/infra/lan/u1/o1"), new Wanted("lan", "", List.of()), NONE))
                .isEqualTo(new AdoptPlan.Write(List.of()));
    }

    @ParameterizedTest(name = "the mark {0} is refused: {1}")
    @CsvSource({
        "c1/prod/web/u9/o1, OwnedByAnother, network o1 carries the owner mark of prod/web; not touched. Its owner must let it go first",
        "c0/infra/lan/u0/o1, PreviousIncarnation, network o1 was made for infra/lan by an earlier cluster or resource: annotate xcp-operator.io/take-over=o1 to go on with it",
        "garbled, MarkUnreadable, cannot be read",
    })
    void whatIsNotOursIsNotTouched(String mark, Reason reason, String message) {
        assertThat(AdoptPlan.adopt(ME, network("o1", "lan", mark), NOTHING, NONE))
                .isInstanceOfSatisfying(AdoptPlan.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.message()).contains(message);
                });
    }

    @Test
    void takingOverNeedsTheUuidThatIsTakenOver() {
        var ofAnEarlierCluster = network("o1", "lan", "c0/infra/lan/u0/o1");
        var other = new Approvals(List.of(new Approval(Approvals.TAKE_OVER, "o2", null)));
        var right = new Approvals(List.of(new Approval(Approvals.TAKE_OVER, "o1", null)));
        assertThat(AdoptPlan.adopt(ME, ofAnEarlierCluster, NOTHING, other)).isInstanceOf(AdoptPlan.Refused.class);
        assertThat(AdoptPlan.adopt(ME, ofAnEarlierCluster, NOTHING, right)).isInstanceOf(AdoptPlan.Write.class);
    }

    @Test
    void lettingGoTakesOnlyOurOwnMark() {
        assertThat(AdoptPlan.release(ME, network("o1", "lan", "c1/infra/lan/u1/o1")))
                .singleElement()
                .satisfies(action -> assertThat(action.verb()).isEqualTo(AdoptAction.Verb.REMOVE_KEY));
        assertThat(AdoptPlan.release(ME, network("o1", "lan", "c1/prod/web/u9/o1")))
                .isEmpty();
        assertThat(AdoptPlan.release(ME, network("o1", "lan", "c0/infra/lan/u0/o1")))
                .isEmpty();
        assertThat(AdoptPlan.release(ME, network("o1", "lan", ""))).isEmpty();
    }

    @Test
    void whatCarriesOurMarkIsFoundUnderWhateverName() {
        var renamed = network("o1", "Office", "c0/infra/lan/u0/o1");
        var all = List.of(renamed, network("o2", "lan", ""), network("o3", "copy", "c0/infra/lan/u0/o1"));
        assertThat(Pick.marked(ME.key(), all)).contains(renamed);
        assertThat(Pick.marked(new ObjectKey("infra", "wan"), all)).isEmpty();
        assertThat(Pick.marked(ME.key(), List.of(renamed, network("o4", "x", "c1/infra/lan/u1/o4"))))
                .as("of two, neither")
                .isEmpty();
    }

    @Test
    void ofTwoStoragesOfOneNameTheHostsAreTold() {
        var all = List.of(local("b2", "host2"), local("a1", "host1"));
        assertThat(Pick.of(new NameOrUuid("Local storage", null), all, "storage repository", "home"))
                .isEqualTo(new Pick.NotOne(
                        Reason.Ambiguous,
                        "storage repository name \"Local storage\" fits 2 in pool home: "
                                + "a1 (Local storage on host1), b2 (Local storage on host2); use existing.uuid"));
    }

    private static Existing local(String uuid, String host) {
        return new Existing("storage repository", uuid, "Local storage", "", Set.of(), Map.of(), List.of(host));
    }

    @Test
    void aNameThatFitsTwoListsBothAndPicksNeither() {
        var all = List.of(network("b2", "lan", ""), network("a1", "lan", ""), network("c3", "dmz", ""));
        assertThat(Pick.of(new NameOrUuid("lan", null), all, "network", "home"))
                .isEqualTo(new Pick.NotOne(
                        Reason.Ambiguous,
                        "network name \"lan\" fits 2 in pool home: a1 (lan), b2 (lan); use existing.uuid"));
        assertThat(Pick.of(new NameOrUuid("wan", null), all, "network", "home"))
                .isEqualTo(new Pick.NotOne(
                        Reason.NotFound, "pool home has no network name \"wan\"; it has: \"dmz\", \"lan\", \"lan\""));
        assertThat(Pick.of(new NameOrUuid(null, "b2"), all, "network", "home"))
                .isEqualTo(new Pick.Found(all.getFirst()));
    }
}
