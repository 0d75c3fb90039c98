package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.PendingChange;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that {@code status.pendingChanges} gives for why a change waits. */
class BecauseTest {
    /** From the description, {@code docs/reference} is made. */
    @Test
    void theFieldsDescriptionListsEveryWord() {
        String description = Stream.of(PendingChange.class.getRecordComponents())
                .filter(component -> component.getName().equals("because"))
                .map(component -> component.getAnnotation(Field.class).value())
                .findFirst()
                .orElseThrow();
        String words = Stream.of(Because.values()).map(Because::name).collect(Collectors.joining(", "));
        assertThat(description).isEqualTo("Reason it waits: " + words.replaceFirst(", (\\w+)$", " or $1"));
    }
}
