package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.errors.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets many callers share one refresh: whoever comes while one runs is served by the next, which starts after they came. */
final class Barrier {
    private final Supplier<PoolView> refresh;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private List<CompletableFuture<PoolView>> waiting = new ArrayList<>();
    private boolean running;

    Barrier(String name, Supplier<PoolView> refresh) {
        this.name = name;
        this.refresh = refresh;
    }

    /** A view from a refresh that began after this call. */
    PoolView pass(Duration limit) throws TimeoutException, InterruptedException {
        CompletableFuture<PoolView> mine = new CompletableFuture<>();
        lock.lock();
        try {
            waiting.add(mine);
            if (!running) {
                running = true;
                Thread.ofVirtual().name("xapi-barrier-" + name).start(this::run);
            }
        } finally {
            lock.unlock();
        }
        try {
            return mine.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PoolException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private void run() {
        for (List<CompletableFuture<PoolView>> batch = take(); !batch.isEmpty(); batch = take()) {
            try {
                PoolView view = refresh.get();
                batch.forEach(waiter -> waiter.complete(view));
            } catch (RuntimeException e) {
                batch.forEach(waiter -> waiter.completeExceptionally(e));
            }
        }
    }

    private List<CompletableFuture<PoolView>> take() {
        lock.lock();
        try {
            List<CompletableFuture<PoolView>> batch = waiting;
            waiting = new ArrayList<>();
            running = !batch.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
