package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.pools.Reach;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** How an object that is as the spec asks stands on the hosts: all the rest of whether it is Ready. Pure. */
public final class Standing {
    private static final int NAMED = 5;

    private Standing() {}

    /**
     * Ready where no live host lacks it; a host that is down is named and keeps nobody waiting.
     *
     * @param what for instance {@code storage repository nas-vms}
     * @param lacking for instance {@code is not plugged in on}
     */
    public static Verdict of(Reach reach, String what, String lacking, Reason reason) {
        return of(
                reach,
                "%s %s %s; on the console of a host: %s"
                        .formatted(
                                what,
                                lacking,
                                named(reach.lackingHosts().stream()),
                                named(reach.lacks().stream().map(Reach.Lack::next))),
                reason);
    }

    /** The same with a sentence of one's own; {@code lack} is said where a live host lacks it. */
    public static Verdict of(Reach reach, String lack, Reason reason) {
        String down = reach.down().isEmpty() ? "" : "down and not judged: %s".formatted(named(reach.down().stream()));
        if (reach.isComplete()) {
            return new Verdict.Ready(Reason.Settled, down);
        }
        return new Verdict.Waiting(reason, down.isEmpty() ? lack : lack + "; " + down);
    }

    private static String named(Stream<String> texts) {
        List<String> all = texts.toList();
        String more = all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "";
        return String.join(", ", all.stream().limit(NAMED).toList()) + more;
    }
}
