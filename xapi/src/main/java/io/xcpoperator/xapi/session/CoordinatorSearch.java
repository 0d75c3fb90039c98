package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks all candidates at once who is the coordinator, without a credential: a member names it (HOST_IS_SLAVE) or
 * complains about the session that it does not know, as the coordinator does (recording 11b). So what is found may still
 * refer to the coordinator at login.
 */
final class CoordinatorSearch {
    private static final String PROBE = "pool.get_all";
    private final String pool;
    private final AddressBook book;
    private final WireOpener opener;
    private final Duration limit;

    CoordinatorSearch(String pool, AddressBook book, WireOpener opener, Duration limit) {
        this.pool = pool;
        this.book = book;
        this.opener = opener;
        this.limit = limit;
    }

    /** A host that did not refer to another one. Close the wire. */
    record Found(Endpoint endpoint, Wire wire) {}

    private sealed interface Answer {
        record Coordinator(Found found) implements Answer {}

        record Member(Endpoint asked, String coordinator) implements Answer {}

        record Failed(Endpoint asked, PoolException reason) implements Answer {}
    }

    /**
     * The first coordinator that answers; the others are not waited for.
     *
     * @param tried these are not asked
     * @throws PoolException the most telling failure when there is none
     */
    Found find(Set<Endpoint> tried) {
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        try {
            return find(answers, new LinkedHashSet<>(tried));
        } finally {
            drain(answers); // after the last of those who ask has ended
        }
    }

    private Found find(BlockingQueue<Answer> answers, SequencedSet<Endpoint> asked) {
        List<Answer.Failed> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int waiting = ask(book.candidates(), asked, answers, threads);
            try {
                long end = System.nanoTime() + limit.toNanos();
                while (waiting > 0) {
                    Answer answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    waiting--;
                    switch (answer) {
                        case null -> {
                            return none(failures, asked);
                        }
                        case Answer.Coordinator coordinator -> {
                            return coordinator.found();
                        }
                        case Answer.Failed failed -> failures.add(failed);
                        case Answer.Member member -> {
                            if (book.mayFollow(member.coordinator())) {
                                Endpoint next = book.at(member.coordinator(), member.asked());
                                waiting += ask(List.of(next), asked, answers, threads);
                            }
                        }
                    }
                }
                return none(failures, asked);
            } finally {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return none(failures, asked);
        }
    }

    /** The host that another one named, not asked. */
    Found at(Endpoint endpoint) {
        return new Found(endpoint, opener.open(endpoint, PROBE));
    }

    private int ask(
            List<Endpoint> endpoints, Set<Endpoint> asked, BlockingQueue<Answer> answers, ExecutorService threads) {
        int started = 0;
        for (Endpoint endpoint : endpoints) {
            if (asked.add(endpoint)) {
                threads.execute(() -> answers.add(probe(endpoint)));
                started++;
            }
        }
        return started;
    }

    private Answer probe(Endpoint endpoint) {
        Wire wire;
        try {
            wire = opener.open(endpoint, PROBE);
        } catch (PoolException e) {
            return new Answer.Failed(endpoint, e);
        }
        Answer answer = probe(endpoint, wire);
        if (!(answer instanceof Answer.Coordinator)) {
            wire.close();
        }
        return answer;
    }

    private Answer probe(Endpoint endpoint, Wire wire) {
        try {
            wire.call(PROBE, List.of(Ref.NULL_VALUE), new CallBudget(limit, 1 << 20));
            return new Answer.Coordinator(new Found(endpoint, wire));
        } catch (XapiException e) {
            if (e.is("HOST_IS_SLAVE")) {
                return new Answer.Member(endpoint, e.parameter(0));
            }
            boolean complains = e.is("SESSION_INVALID") || e.is("HANDLE_INVALID");
            return complains ? new Answer.Coordinator(new Found(endpoint, wire)) : new Answer.Failed(endpoint, e);
        } catch (PoolException e) {
            return new Answer.Failed(endpoint, e);
        }
    }

    /** A late coordinator's wire must not stay open. */
    private static void drain(BlockingQueue<Answer> answers) {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            if (answer instanceof Answer.Coordinator late) {
                late.found().wire().close();
            }
        }
    }

    /** Of failures that tell as much as each other, that of the host asked first, whichever came first. */
    private Found none(List<Answer.Failed> failures, SequencedSet<Endpoint> asked) {
        List<Endpoint> order = List.copyOf(asked);
        throw failures.stream()
                .min(Comparator.<Answer.Failed>comparingInt(failed -> Telling.rank(failed.reason()))
                        .thenComparingInt(failed -> order.indexOf(failed.asked())))
                .map(Answer.Failed::reason)
                .orElseGet(() -> new TransportException(
                        pool, PROBE, TransportException.Kind.CONNECT, false, "no host answers as coordinator"));
    }
}
