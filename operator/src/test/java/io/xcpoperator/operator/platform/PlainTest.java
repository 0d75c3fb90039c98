package io.xcpoperator.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Conditions;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void whatOthersWroteStaysOnItsLineAndMovesNoCursor() {
        assertThat(Plain.line("web\r\n---\nkind: X\u001b[2J\u0085\u2028\u202efdp"))
                .isEqualTo("web --- kind: X [2J fdp");
        assertThat(Plain.line("Büro – web")).isEqualTo("Büro – web");
    }

    @Test
    void aMessageOfAStatusIsOneLine() {
        assertThat(Conditions.shortened("cannot start VM web\n  Next  kubectl delete ns"))
                .doesNotContain("\n");
    }
}
