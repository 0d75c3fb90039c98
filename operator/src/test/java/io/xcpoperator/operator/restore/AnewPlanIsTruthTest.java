package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.testing.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random restores as a new VM, cut at any step, deleted on their way, and with a VirtualMachine that others delete: what is
 * planned is what is done, the next plan is its rest, and never are there two VMs.
 */
class AnewPlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 5_000);
    private static final int NEVER = Integer.MAX_VALUE;

    private static final class Case {
        final boolean stays;
        final boolean ranBefore;
        final boolean taken;
        final int deletedIn;
        final int machineDeletedIn;
        final AnewModel model;
        private final Random random;
        private boolean deleted;
        private boolean interfered;
        private boolean completed;
        private Optional<List<String>> rest = Optional.empty();
        private int steps;

        Case(long seed) {
            random = Seeds.random(seed);
            stays = random.nextBoolean();
            model = new AnewModel(stays);
            ranBefore = random.nextInt(8) == 0;
            if (ranBefore) {
                model.ranBefore(random.nextBoolean() ? Proof.Stage.BEGUN : Proof.Stage.DONE);
            }
            taken = random.nextInt(8) == 0;
            if (taken) {
                model.machine = AnewModel.Machine.ANOTHERS;
            }
            model.hindered = random.nextInt(4) == 0;
            deletedIn = random.nextInt(3) == 0 ? random.nextInt(8) : NEVER;
            machineDeletedIn = random.nextInt(4) == 0 ? 1 + random.nextInt(6) : NEVER;
        }

        Optional<Plan> plan() {
            return deleted ? model.leave() : Optional.of(model.plan());
        }

        /** What a person or another controller does between two rounds. */
        void meanwhile(int round) {
            if (round == deletedIn && !completed) {
                deleted = true;
                rest = Optional.empty();
            }
            boolean known = model.progress != AnewPlanner.Progress.NOTHING; // else it is as if it had never been
            if (round == machineDeletedIn && model.machine.isMine() && known) {
                interfered = !model.machine.goes();
                model.deleteMachine();
                rest = Optional.empty();
            }
            if (round > 1) {
                model.hindered = false;
            }
            if (random.nextBoolean()) {
                model.goOn();
            }
        }

        /** Steps up to one whose effect must be seen; a process that dies leaves the rest, and what status would tell. */
        void round(String as) {
            if (completed) {
                return;
            }
            Optional<Plan> plan = plan();
            List<Step> now = plan.map(Plan::steps).orElse(List.of());
            boolean letsGo = now.stream().anyMatch(step -> step.action() instanceof Action.LetGo);
            if (letsGo && model.machine.isMine()) {
                model.report(); // on record before the VirtualMachine goes
            }
            if (!now.isEmpty() && !deleted) { // a way out is shown to nobody
                rest.ifPresent(promised -> assertThat(words(now)).as(as).isEqualTo(promised));
            }
            boolean cut = random.nextInt(4) == 0;
            AnewModel.Machine seen = model.machine;
            for (int i = 0; i < now.size(); i++) {
                if (cut && random.nextBoolean()) {
                    return;
                }
                Step step = now.get(i);
                model.apply(step.action());
                steps++;
                rest = Optional.of(words(now.subList(i + 1, now.size())));
                if (step.action().ends()) {
                    break;
                }
            }
            if (!cut) {
                AnewModel.Machine then = model.machine;
                model.machine = seen; // status tells of what was seen before
                model.report();
                model.machine = then;
                completed = !deleted && plan.orElseThrow().phase() == Plan.Phase.DONE;
            }
        }
    }

    private static List<String> words(List<Step> steps) {
        return steps.stream()
                .map(step -> step.action().getClass().getSimpleName() + " " + step.on() + " " + step.why())
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneOnceHoweverOftenItIsCut() {
        int steps = 0;
        int made = 0;
        int letGo = 0;
        int givenUp = 0;
        for (long seed = 0; seed < CASES; seed++) {
            var of = new Case(seed);
            String as = "seed " + seed;
            for (int round = 0; round < 40; round++) {
                of.meanwhile(round);
                of.round(as);
            }
            AnewModel model = of.model;
            assertThat(of.plan().map(Plan::steps).orElse(List.of()))
                    .as("%s: it ends", as)
                    .isEmpty();
            assertThat(model.made).as("%s: VMs", as).isLessThanOrEqualTo(1);
            assertThat(model.letGo + model.givenUp).as(as).isLessThanOrEqualTo(1);
            if (of.taken || of.ranBefore) {
                assertThat(model.made + model.letGo + model.givenUp).as(as).isZero();
                assertThat(model.machine)
                        .as(as)
                        .isEqualTo(of.taken ? AnewModel.Machine.ANOTHERS : AnewModel.Machine.NONE);
            } else if (of.stays) {
                assertThat(model.letGo + model.givenUp)
                        .as("%s: somebody asked for the resource", as)
                        .isZero();
            } else {
                assertThat(model.machine).as("%s: nobody did", as).isEqualTo(AnewModel.Machine.NONE);
            }
            boolean whole = model.progress == AnewPlanner.Progress.WHOLE || model.isOnRecord(Proof.Stage.DONE);
            if (of.deleted && !of.stays && !of.ranBefore && !whole) {
                assertThat(model.snapshot)
                        .as("%s: given up, it left nothing", as)
                        .isEmpty();
            }
            if (!of.deleted && !of.interfered && !of.taken && !of.ranBefore) {
                assertThat(of.completed).as("%s: %s", as, of.model.plan()).isTrue();
                assertThat(model.made).as(as).isEqualTo(1);
                assertThat(model.letGo).as(as).isEqualTo(of.stays ? 0 : 1);
                assertThat(model.isOnRecord(Proof.Stage.DONE)).as(as).isTrue();
            }
            steps += of.steps;
            made += model.made;
            letGo += model.letGo;
            givenUp += model.givenUp;
        }
        System.out.printf(
                "restores anew: %d random restores, %d steps; %d VMs made, %d let go, %d given up%n",
                CASES, steps, made, letGo, givenUp);
        assertThat(made).isGreaterThan(CASES / 2);
        assertThat(letGo).isGreaterThan(CASES / 10);
        assertThat(givenUp).isGreaterThan(CASES / 50);
    }
}
