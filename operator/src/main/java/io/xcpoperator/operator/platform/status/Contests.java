package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.operator.platform.Latest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What of each object was set right, and how often it was undone since. A new generation begins anew, and so does
 * another process: the contest costs the pool a few rounds more then. Of many objects only the latest are kept.
 */
public final class Contests {
    private final Lock lock = new ReentrantLock();
    private final Map<String, Row> rows = new Latest<>();

    private record Row(long generation, Map<String, Contest> contests) {}

    /** How a part of an object stands; empty for one that was not set right in this generation. */
    public Optional<Contest> of(String uid, long generation, String part) {
        lock.lock();
        try {
            return Optional.ofNullable(rows.get(uid))
                    .filter(row -> row.generation() == generation)
                    .map(row -> row.contests().get(part));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a round into account.
     *
     * @param open whether a part is not as it shall be, or not known to be
     * @param made the parts that were set right
     */
    public void note(String uid, long generation, Predicate<String> open, Set<String> made, Instant now) {
        lock.lock();
        try {
            Row row = rows.get(uid);
            Map<String, Contest> next = new LinkedHashMap<>();
            if (row != null && row.generation() == generation) {
                row.contests().forEach((part, contest) -> next.put(part, open.test(part) ? contest : contest.held()));
            }
            made.forEach(part -> next.merge(part, Contest.begun(now), (old, _) -> old.corrected(now)));
            next.values().removeIf(contest -> contest.isOver(now));
            rows.remove(uid);
            if (!next.isEmpty()) {
                rows.put(uid, new Row(generation, Map.copyOf(next)));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a round into account. What was refused in it was not set right; what the pool answered was, though somebody
     * undo it before another round sees it.
     *
     * @param open whether a part is not as it shall be, or not known to be
     */
    public void note(HasMetadata resource, Predicate<String> open, Made made) {
        var metadata = resource.getMetadata();
        Set<String> parts = Damping.parts(made.done());
        note(metadata.getUid(), metadata.getGeneration(), open, parts, made.at());
        if (!parts.isEmpty()) {
            note(metadata.getUid(), metadata.getGeneration(), part -> !isAnswered(part, parts), Set.of(), made.at());
        }
    }

    private static boolean isAnswered(String part, Set<String> made) {
        return made.contains(part) && !part.startsWith(Correction.ASKED);
    }

    /**
     * What a round was to do, and what came of it.
     *
     * @param steps of its plan, as far as they were allowed
     */
    public record Made(List<? extends Correction> steps, Outcome outcome, Instant at) {
        private List<Correction> done() {
            var done = new ArrayList<Correction>();
            if (outcome instanceof Outcome.Acted || outcome instanceof Outcome.Started) {
                for (Correction step : steps) {
                    done.add(step);
                    if (step.endsRound()) {
                        break;
                    }
                }
            }
            return done;
        }
    }

    /**
     * What of a plan is contested.
     *
     * @param rival see {@link Rival}
     */
    public Damping damping(HasMetadata resource, Collection<? extends Correction> planned, String rival, Instant now) {
        return damping(resource, planned, rival, now, _ -> false);
    }

    /**
     * What of a plan is contested where some of it is only asked for.
     *
     * @param cameAbout whether a part that was asked for has come about since the last round
     */
    public Damping damping(
            HasMetadata resource,
            Collection<? extends Correction> planned,
            String rival,
            Instant now,
            Predicate<String> cameAbout) {
        var metadata = resource.getMetadata();
        return Damping.of(
                planned,
                part -> of(metadata.getUid(), metadata.getGeneration(), part)
                        .map(contest -> cameAbout.test(part) ? contest.held() : contest),
                rival,
                now);
    }

    /** Of a round that settled: when it is looked at again for what is contested. */
    public Outcome pace(HasMetadata resource, Outcome outcome, Instant now) {
        return outcome instanceof Outcome.Settled
                ? next(resource, now)
                        .<Outcome>map(
                                until -> new Outcome.Until(Duration.between(now, until), Reason.Contested, "contested"))
                        .orElse(outcome)
                : outcome;
    }

    private Optional<Instant> next(HasMetadata resource, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(rows.get(resource.getMetadata().getUid()))
                    .filter(row -> row.generation() == resource.getMetadata().getGeneration())
                    .flatMap(row -> row.contests().values().stream()
                            .filter(contest -> contest.waits(now))
                            .map(Contest::until)
                            .min(Comparator.naturalOrder()));
        } finally {
            lock.unlock();
        }
    }

    /** It is no more. */
    public void forget(String uid) {
        lock.lock();
        try {
            rows.remove(uid);
        } finally {
            lock.unlock();
        }
    }
}
