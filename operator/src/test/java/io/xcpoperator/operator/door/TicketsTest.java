package io.xcpoperator.operator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.door.Entrance.Asking;
import io.xcpoperator.operator.platform.door.Entrance.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A ticket is good once, and soon. */
class TicketsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Purpose WEB = new Purpose.Console(new ObjectKey("apps", "web"));
    private static final Asking MINE = new Asking(new ObjectKey("apps", "kubectl-xcp-1"), "uid-1");

    private final Tickets tickets = new Tickets();

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goodOnce() {
        assertThat(tickets.issue(hash("a"), WEB, MINE, NOW)).contains(NOW.plus(Tickets.GOOD));
        assertThat(tickets.redeem("b", NOW)).as("another").isEmpty();
        assertThat(tickets.redeem(hash("a"), NOW)).as("what the resource has").isEmpty();
        assertThat(tickets.redeem("a", NOW.plusSeconds(59)))
                .contains(new Tickets.Ticket(WEB, MINE, NOW.plusSeconds(60)));
        assertThat(tickets.redeem("a", NOW.plusSeconds(59))).as("twice").isEmpty();
        assertThat(tickets.issue(hash("a"), WEB, MINE, NOW.plusSeconds(59)))
                .as("a second look at the inquiry makes no other")
                .contains(NOW.plusSeconds(60));
        assertThat(tickets.redeem("a", NOW.plusSeconds(59))).as("a third time").isEmpty();
    }

    @Test
    void notWhenItIsOld() {
        tickets.issue(hash("a"), WEB, MINE, NOW);
        assertThat(tickets.redeem("a", NOW.plus(Tickets.GOOD))).isEmpty();
        assertThat(tickets.redeem("a", NOW)).as("taken, whatever came of it").isEmpty();
    }

    @Test
    void anotherInquiryWithItsHashGetsNothing() {
        tickets.issue(hash("a"), WEB, MINE, NOW);
        var theirs = new Asking(new ObjectKey("theirs", "x"), "uid-2");
        assertThat(tickets.issue(hash("a"), new Purpose.Console(new ObjectKey("theirs", "trap")), theirs, NOW))
                .isEmpty();
        assertThat(tickets.redeem("a", NOW))
                .get()
                .extracting(Tickets.Ticket::purpose)
                .isEqualTo(WEB);
    }

    @Test
    void notWithoutEnd() {
        IntStream.range(0, Tickets.MOST).forEach(i -> tickets.issue(hash("t" + i), WEB, MINE, NOW));
        assertThat(tickets.issue(hash("a"), WEB, MINE, NOW)).isEmpty();
        assertThat(tickets.issue(hash("a"), WEB, new Asking(new ObjectKey("other", "kubectl-xcp-1"), "uid-9"), NOW))
                .as("another namespace is not kept out")
                .isPresent();
        Instant later = NOW.plus(Tickets.GOOD).plus(Tickets.REMEMBERED).plus(Duration.ofSeconds(1));
        assertThat(tickets.issue(hash("a"), WEB, MINE, later))
                .as("they are forgotten")
                .isPresent();
    }
}
