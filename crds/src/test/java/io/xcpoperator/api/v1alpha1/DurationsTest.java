package io.xcpoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"90s, PT1M30S", "20m, PT20M", "1h30m, PT1H30M", "250ms, PT0.25S", "0s, PT0S", "999999h, PT999999H"})
    void readsWhatUsersWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).hasValue(expected);
    }

    @ParameterizedTest(name = "\"{0}\" is none")
    @ValueSource(strings = {"", "20", "20 m", "-5s", "PT20M", "1d", "1234567s", "m"})
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void nothingIsNone() {
        assertThat(Durations.parse(null)).isEmpty();
    }
}
