package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an image with its resource. */
class ImageDeletionTest {
    private static final String MINE = ImageModel.ME.markFor(ImageModel.UUID).toString();

    private static Deletion decide(Sight sight, Deletions.Cause cause) {
        return Deletion.decide(
                new Deletion.Case(sight, ImageModel.memory(), ManagementGate.WRITE, false, Optional.empty(), cause));
    }

    @Test
    void oneThatSomebodyDeletesIsDestroyedAndTheBudgetAsked() {
        assertThat(decide(new ImageModel().key(OwnerMark.KEY, MINE).seen(true), Deletions.Cause.ASKED))
                .isInstanceOfSatisfying(
                        Deletion.Act.class, act -> assertThat(act.destroys()).isTrue());
    }

    @Test
    void oneThatIsLetGoIsAskedOfNobodyAndLosesItsMark() {
        assertThat(decide(new ImageModel().key(OwnerMark.KEY, MINE).seen(false), Deletions.Cause.ASKED))
                .isInstanceOfSatisfying(Deletion.Act.class, act -> {
                    assertThat(act.destroys()).isFalse();
                    assertThat(act.steps())
                            .extracting(Step::action)
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    ImageAction.Label.class,
                                    label -> assertThat(label.action().verb()).isEqualTo(AdoptAction.Verb.REMOVE_KEY));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"SWEPT", "REPLACED"})
    void nothingIsDestroyedForAnotherCauseThanThatSomebodyAsked(Deletions.Cause cause) {
        Deletion decided = decide(new ImageModel().key(OwnerMark.KEY, MINE).seen(true), cause);
        assertThat(decided instanceof Deletion.Act act && act.destroys()).isFalse();
    }

    @Test
    void whileFluxMayJustBePruningNothingIsDone() {
        assertThat(decide(new ImageModel().key(OwnerMark.KEY, MINE).seen(true), Deletions.Cause.UNSETTLED))
                .isInstanceOf(Deletion.AskAgain.class);
    }

    @Test
    void whatFluxMakesAgainKeepsItsMarksAndIsOfferedToTheNext() {
        var model = new ImageModel().key(OwnerMark.KEY, MINE);
        assertThat(decide(model.seen(true), Deletions.Cause.REPLACED)).isInstanceOf(Deletion.LetGo.class);
        assertThat(decide(model.seen(false), Deletions.Cause.REPLACED)).isInstanceOf(Deletion.LetGo.class);
    }

    @Test
    void wholeAMomentAgoItIsMarkedBeforeFluxMakesItAgain() {
        var model = new ImageModel()
                .with(
                        "other_config",
                        Map.of(
                                ImageKeys.MADE,
                                ImageKeys.token(ImageModel.ME.uid(), "token"),
                                ImageKeys.WHOLE,
                                ImageModel.UUID + "/00/Raw"));
        assertThat(decide(model.seenMade(true), Deletions.Cause.REPLACED))
                .isInstanceOfSatisfying(
                        Deletion.Act.class,
                        act -> assertThat(act.steps())
                                .extracting(Step::action)
                                .singleElement()
                                .isInstanceOfSatisfying(ImageAction.Label.class, label -> {
                                    assertThat(label.action().verb()).isEqualTo(AdoptAction.Verb.SET_KEY);
                                    assertThat(label.action().value()).isEqualTo(MINE);
                                }));
    }

    @Test
    void aPoolThatDoesNotAnswerHoldsUpNothingThatFluxMakesAgain() {
        var away = new Sight.Unreachable(Reason.PoolUnreachable, "away", false);
        assertThat(decide(away, Deletions.Cause.REPLACED)).isInstanceOf(Deletion.LetGo.class);
        assertThat(decide(away, Deletions.Cause.ASKED)).isInstanceOf(Deletion.Waits.class);
    }

    @Test
    void aDiskThatIsAVmsAsWellIsNotDestroyed() {
        var model = new ImageModel()
                .with("other_config", Map.of(OwnerMark.KEY, MINE, MarkIndexes.DISK_OF, "c1/prod/web/uid-9/vm-1/root"));
        assertThat(decide(model.seen(true), Deletions.Cause.ASKED))
                .isInstanceOfSatisfying(Deletion.Waits.class, waits -> {
                    assertThat(waits.verdict().reason()).isEqualTo(Reason.OwnedByAnother);
                    assertThat(waits.verdict().message())
                            .startsWith("deletion waits: disk disk-1 was made for VirtualMachine prod/web")
                            .endsWith("or set deletionPolicy Retain");
                });
    }
}
