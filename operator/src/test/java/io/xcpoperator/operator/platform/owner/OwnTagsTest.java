package io.xcpoperator.operator.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnTagsTest {
    private final Set<String> tags = new HashSet<>();
    private final Map<String, String> otherConfig = new HashMap<>();

    /** Carries the plan out, until nothing is left to do; at most three rounds. */
    private void bringTo(String... wanted) {
        for (int round = 0; round < 3; round++) {
            OwnTags plan = OwnTags.plan(List.of(wanted), tags, otherConfig);
            plan.ours().ifPresent(value -> otherConfig.put(OwnTags.KEY, value));
            tags.addAll(plan.add());
            plan.remove().forEach(tags::remove);
        }
        assertThat(OwnTags.plan(List.of(wanted), tags, otherConfig).isEmpty())
                .as("nothing is left to do")
                .isTrue();
    }

    @Test
    void addsWhatTheSpecAsksForAndTakesOnlyThatAway() {
        tags.add("theirs");
        bringTo("lab", "rack-1");
        assertThat(tags).containsExactlyInAnyOrder("theirs", "lab", "rack-1");
        bringTo("lab");
        assertThat(tags).containsExactlyInAnyOrder("theirs", "lab");
        bringTo();
        assertThat(tags).containsExactly("theirs");
        assertThat(otherConfig.get(OwnTags.KEY)).isEmpty();
    }

    @Test
    void aTagThatWasThereBeforeUsStaysWhenTheSpecLetsItGo() {
        tags.add("theirs");
        bringTo("theirs");
        bringTo();
        assertThat(tags).containsExactly("theirs");
    }

    @Test
    void rememberingComesBeforeAdding() {
        OwnTags plan = OwnTags.plan(List.of("lab"), tags, otherConfig);
        assertThat(plan.ours()).hasValue("lab");
        assertThat(plan.add()).containsExactly("lab");
    }

    @Test
    void aTagOfOursThatSomebodyTookAwayComesBack() {
        bringTo("lab");
        tags.clear();
        bringTo("lab");
        assertThat(tags).containsExactly("lab");
    }
}
