package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Random storages, sources and histories: what is planned is what is done, the next plan is its rest, and nothing else goes. */
class ImagePlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 3_000);
    /** More rounds than any way to the end has. */
    private static final int ROUNDS = 60;

    /** What is printed of a plan; the end of a task of ours is book-keeping, and is not. */
    private static List<String> printed(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step.action() instanceof ImageAction.Settle))
                .flatMap(step -> step.calls().map(call -> call.call() + " " + call.on() + " " + call.why()))
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneAndTheNextPlanIsTheRest() {
        int calls = 0;
        int surprises = 0;
        int sent = 0;
        int destroyed = 0;
        int deleted = 0;
        for (long seed = 0; seed < CASES; seed++) {
            var of = new ImageStory(seed);
            String as = "seed " + seed;
            List<String> others = of.others();
            List<Step> rest = of.plan();
            for (int round = 0; !rest.isEmpty(); round++) {
                assertThat(round).as("%s has no end: %s", as, rest).isLessThan(ROUNDS);
                Step first = rest.getFirst();
                boolean surprised = of.apply(first.action());
                calls += first.action().calls().size();
                surprises += surprised ? 1 : 0;
                destroyed += first.action() instanceof ImageAction.Destroy ? 1 : 0;
                List<Step> next = of.plan();
                if (!surprised) {
                    assertThat(printed(next))
                            .as("%s, after %s", as, first.action())
                            .isEqualTo(printed(rest.subList(1, rest.size())));
                }
                rest = next;
            }
            sent += of.sent;
            assertThat(of.others()).as("%s: what is another's", as).isEqualTo(others);
            assertThat(of.mine()).as("%s: one whole image, marked", as).hasSize(1);
            of.delete();
            for (List<Step> steps = of.deletion(); !steps.isEmpty(); steps = of.deletion()) {
                steps.forEach(step -> of.apply(step.action()));
                deleted++;
            }
            assertThat(of.others())
                    .as("%s: what is another's, after the deletion", as)
                    .isEqualTo(others);
            assertThat(of.mine()).as("%s: what is left of a deletion", as).isEmpty();
            assertThat(of.letGo()).as("%s: what Retain keeps", as).isEqualTo(of.destroys ? 0 : 1);
        }
        System.out.printf(
                "images: %d random storages, %d calls; %d sent, %d halves destroyed, %d surprises, %d rounds of deletions%n",
                CASES, calls, sent, destroyed, surprises, deleted);
        assertThat(sent).isGreaterThan(CASES / 2);
        assertThat(destroyed).isGreaterThan(CASES / 5);
        assertThat(surprises).isGreaterThan(CASES / 5);
    }
}
