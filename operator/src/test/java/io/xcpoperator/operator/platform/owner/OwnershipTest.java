package io.xcpoperator.operator.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "web"), "u1");

    @ParameterizedTest(name = "the mark \"{0}\" on object o1 is {1}")
    @CsvSource({
        "'', Unmarked",
        "c1/apps/web/u1/o1, Ours",
        "c1/apps/web/u1/o2, Inherited",
        "c1/apps/db/u9/o2, Inherited",
        "c1/apps/db/u9/o1, AnothersOwn",
        "c1/prod/web/u9/o1, AnothersOwn",
        "c2/prod/web/u9/o1, AnothersOwn",
        "c1/apps/web/u0/o1, PreviousIncarnation",
        "c0/apps/web/u1/o1, PreviousIncarnation",
        "c0/apps/web/u0/o1, PreviousIncarnation",
        "nonsense, Unreadable",
        "c1/apps/web/u1, Unreadable",
        "c1/apps/web/u1/o1/more, Unreadable",
        "c1//web/u1/o1, Unreadable",
        "////, Unreadable",
    })
    void isJudgedByAllFiveParts(String mark, String verdict) {
        Ownership ownership = Ownership.of(mark.isEmpty() ? Map.of() : Map.of(OwnerMark.KEY, mark), "o1", ME);
        assertThat(ownership.getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void whatWeWriteIsReadAsOurs() {
        String text = ME.markFor("o1").toString();
        assertThat(text).isEqualTo("c1/apps/web/u1/o1");
        assertThat(Ownership.of(Map.of(OwnerMark.KEY, text), "o1", ME)).isInstanceOf(Ownership.Ours.class);
    }

    @Test
    void anInheritedMarkIsNobodysOwn() {
        Map<String, String> copied = Map.of(OwnerMark.KEY, ME.markFor("o1").toString());
        assertThat(OwnerMark.own(copied, "o1")).isPresent();
        assertThat(OwnerMark.own(copied, "o2")).isEmpty();
    }
}
