package io.xcpoperator.operator.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same for many at a time, on threads that may wait. */
public final class AtOnce {
    private AtOnce() {}

    /** Returns when all is done; fails if one fails. */
    public static <T> void forEach(List<T> all, Consumer<T> act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(all.stream()
                            .map(one -> CompletableFuture.runAsync(() -> act.accept(one), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }
}
