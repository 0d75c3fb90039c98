package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What there is, beside a name that nothing has. */
class NearbyTest {
    @Test
    void listsFiveAtMostAndTheMostLikeFirst() {
        assertThat(Nearby.list("debian-13", Stream.of("Windows 11", "debian-12", "Debian-1", "debian-12", "centos")))
                .isEqualTo("Debian-1, debian-12, centos, Windows 11");
        assertThat(Nearby.list("x", Stream.of("f", "e", "d", "c", "b", "a"))).isEqualTo("a, b, c, d, e, …");
        assertThat(Nearby.list("x", Stream.empty())).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"lan,lan,0", "LAN,lan,0", "lan,wlan,1", "lan,la,1", "lan,dmz,3", "'',lan,3", "kitten,sitting,3"})
    void countsWhatMustBeChanged(String one, String other, int distance) {
        assertThat(Nearby.distance(one, other)).isEqualTo(distance);
        assertThat(Nearby.distance(other, one)).isEqualTo(distance);
    }
}
