package io.xcpoperator.operator.door;

import io.xcpoperator.operator.platform.door.Entrance.Asking;
import io.xcpoperator.operator.platform.door.Entrance.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in, by the SHA-256 of a ticket that only its holder has. Each is good once and for a minute, and is
 * remembered for as long as its inquiry can be there, so that none is good again. Another inquiry with the same hash gets
 * nothing: it was read from the first, by somebody who would have the holder come elsewhere.
 */
final class Tickets {
    static final Duration GOOD = Duration.ofSeconds(60);
    static final Duration REMEMBERED = Duration.ofMinutes(15);
    /** Of one namespace, so that none keeps the others out. */
    static final int MOST = 50;

    private final Map<String, Held> all = new HashMap<>();

    /** One that is held by somebody. */
    record Ticket(Purpose purpose, Asking inquiry, Instant until) {}

    private static final class Held {
        private final byte[] hash;
        private final Ticket ticket;
        private boolean used;

        Held(byte[] hash, Ticket ticket) {
            this.hash = hash;
            this.ticket = ticket;
        }
    }

    /** Until when it is good, the same when its inquiry asks again; empty for another's, and where its namespace has too many. */
    synchronized Optional<Instant> issue(String sha256, Purpose purpose, Asking inquiry, Instant now) {
        all.values().removeIf(held -> held.ticket.until().plus(REMEMBERED).isBefore(now));
        Held known = all.get(sha256);
        if (known != null) {
            return known.ticket.inquiry().equals(inquiry) ? Optional.of(known.ticket.until()) : Optional.empty();
        }
        String namespace = inquiry.key().namespace();
        long held = all.values().stream()
                .filter(one -> one.ticket.inquiry().key().namespace().equals(namespace))
                .count();
        if (held >= MOST) {
            return Optional.empty();
        }
        Instant until = now.plus(GOOD);
        all.put(sha256, new Held(HexFormat.of().parseHex(sha256), new Ticket(purpose, inquiry, until)));
        return Optional.of(until);
    }

    /** Takes it, whatever comes of it; empty when there is none, or it is used or too old. */
    synchronized Optional<Ticket> redeem(String text, Instant now) {
        byte[] hash = sha256(text);
        Optional<Ticket> found = Optional.empty();
        for (Held held : all.values()) { // all of them, so that time tells nothing
            if (MessageDigest.isEqual(held.hash, hash) && !held.used) {
                held.used = true;
                found = Optional.of(held.ticket).filter(ticket -> now.isBefore(ticket.until()));
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
