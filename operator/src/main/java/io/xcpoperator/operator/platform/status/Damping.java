package io.xcpoperator.operator.platform.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What of a plan somebody else undoes time and again, taken out of it so that two actors do not chase each other. Pure. */
public final class Damping {
    private final Map<String, Left> left = new LinkedHashMap<>();

    private Damping() {}

    /**
     * A part that is left as the other set it, for now.
     *
     * @param message what it is, since when, until when, by whom as far as can be told, and what to do
     * @param again when it is set right again
     */
    public record Left(String message, Duration again) {
        public Verdict.Waiting verdict() {
            return new Verdict.Waiting(Reason.Contested, message);
        }
    }

    public static Damping none() {
        return new Damping();
    }

    /**
     * What of these steps is contested.
     *
     * @param contests how a part of the object stands, see {@link Correction#part}
     * @param rival half a sentence that names the other; empty where nothing does
     */
    public static Damping of(
            Collection<? extends Correction> steps,
            Function<String, Optional<Contest>> contests,
            String rival,
            Instant now) {
        var damping = new Damping();
        for (Correction step : steps) {
            step.part()
                    .ifPresent(part -> contests.apply(part)
                            .filter(contest -> contest.waits(now))
                            .ifPresent(contest -> damping.left.putIfAbsent(part, left(step, contest, rival, now))));
        }
        return damping;
    }

    private static Left left(Correction step, Contest contest, String rival, Instant now) {
        return new Left(
                "%s (%s) was set right %d times since %s and is changed again each time%s; it is left so until %s: set it in one place only"
                        .formatted(
                                step.why(),
                                step.on(),
                                contest.times(),
                                contest.first().truncatedTo(ChronoUnit.SECONDS),
                                rival,
                                contest.until().truncatedTo(ChronoUnit.SECONDS)),
                Duration.between(now, contest.until()));
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    public List<Left> left() {
        return List.copyOf(left.values());
    }

    /** These of a resource's hindrances, and after them what is left. */
    public List<Verdict> with(List<Verdict> hindrances) {
        List<Verdict> all = new ArrayList<>(hindrances);
        left.values().forEach(part -> all.add(part.verdict()));
        return all;
    }

    /** Without what is left, and without what builds on it: the later steps of its row. */
    public <S extends Correction> List<S> rest(List<S> steps) {
        List<S> rest = new ArrayList<>();
        Set<String> rows = new HashSet<>();
        for (S step : steps) {
            boolean waits = step.part().filter(left::containsKey).isPresent();
            if (waits && step.isOfRow()) {
                rows.add(step.on());
            }
            if (!waits && !(step.isOfRow() && rows.contains(step.on()))) {
                rest.add(step);
            }
        }
        return rest;
    }

    /** The parts of the object that steps set right. */
    public static Set<String> parts(Collection<? extends Correction> steps) {
        return steps.stream().flatMap(step -> step.part().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a part is not as it shall be, or not known to be: what was only asked for, as a task, has not come about
     * while it runs or where it failed, and somebody undid nothing then.
     *
     * @param planned what is still to be done
     * @param hindered whether something else than a contest is in the way of the plan
     */
    public static boolean isOpen(String part, Collection<? extends Correction> planned, boolean hindered) {
        return parts(planned).contains(part) || (part.startsWith(Correction.ASKED) && hindered);
    }
}
