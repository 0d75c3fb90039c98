package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reaction;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a VM, or a part of it, is not as the spec asks, and what must come first. The condition and the requeue both
 * come from this one value, so that they cannot disagree.
 *
 * @param message what happened, to what, and what to do next
 * @param kind who must act
 * @param again when time itself is awaited; empty when an event or a person is
 */
record Hindrance(Reason reason, String message, Kind kind, Optional<Duration> again) {
    /** Who must act. */
    enum Kind {
        /** By itself: a task, a retry. */
        Works,
        /** Another resource or the pool, without a change of this object. */
        Waits,
        /** A person, who changes this object or what it names. */
        Stalls
    }

    static Hindrance works(Reason reason, String message) {
        return new Hindrance(reason, message, Kind.Works, Optional.empty());
    }

    static Hindrance waits(Reason reason, String message) {
        return new Hindrance(reason, message, Kind.Waits, Optional.empty());
    }

    static Hindrance stalls(Reason reason, String message) {
        return new Hindrance(reason, message, Kind.Stalls, Optional.empty());
    }

    static Hindrance of(Reaction reaction, String sentence) {
        Kind kind = switch (reaction.kind()) {
            case RETRY -> Kind.Works;
            case WAIT -> Kind.Waits;
            case INVALID -> Kind.Stalls;
        };
        return new Hindrance(reaction.reason(), reaction.told(sentence), kind, Optional.of(reaction.again()));
    }

    Hindrance saying(String other) {
        return new Hindrance(reason, other, kind, again);
    }

    Hindrance again(Duration after) {
        return new Hindrance(reason, message, kind, Optional.of(after));
    }
}
