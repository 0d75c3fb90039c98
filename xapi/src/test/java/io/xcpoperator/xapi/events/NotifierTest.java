package io.xcpoperator.xapi.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private final List<List<PoolChange>> told = new CopyOnWriteArrayList<>();

    private static Optional<XapiRecord> vm(String name) {
        return Optional.of(VmRecord.read(new VmRef("a"), Fields.of(Map.of("name_label", name))));
    }

    private static void add(Notifier notifier, Optional<XapiRecord> before, Optional<XapiRecord> after) {
        notifier.add(List.of(new PoolChange(before, after)), System.nanoTime());
    }

    @Test
    void whatFollowsWithinThePauseIsToldAsOne() {
        try (Notifier notifier = new Notifier("home", Duration.ofMillis(300), _ -> {})) {
            notifier.listen(changes -> {
                told.add(changes);
                if (told.size() == 1) { // both fall into the pause that now begins, however busy the machine
                    add(notifier, vm("one"), vm("two"));
                    add(notifier, vm("two"), vm("three"));
                }
            });
            notifier.start();
            add(notifier, Optional.empty(), vm("one"));
            await().until(() -> told.size() == 2);
            assertThat(told.get(1)).containsExactly(new PoolChange(vm("one"), vm("three")));
        }
    }

    @Test
    void whatCameBackToWhereItWasIsNotTold() {
        try (Notifier notifier = new Notifier("home", Duration.ofMillis(100), _ -> {})) {
            notifier.listen(told::add);
            add(notifier, vm("one"), vm("two"));
            add(notifier, vm("two"), vm("one"));
            add(notifier, vm("one"), vm("last"));
            notifier.start();
            await().until(() -> !told.isEmpty());
            assertThat(told.getFirst()).containsExactly(new PoolChange(vm("one"), vm("last")));
        }
    }

    @Test
    void aViewThatWasReadAnewIsToldOfWithoutAChange() {
        try (Notifier notifier = new Notifier("home", Duration.ofMillis(100), _ -> {})) {
            var followed = new AtomicInteger();
            notifier.listen(new MirrorListener() {
                @Override
                public void changed(List<PoolChange> changes) {
                    told.add(changes);
                }

                @Override
                public void followed() {
                    followed.incrementAndGet();
                }
            });
            notifier.start();
            notifier.begun();
            await().until(() -> followed.get() == 1);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsDoesNotSilenceTheOthers() {
        try (Notifier notifier = new Notifier("home", Duration.ZERO, _ -> {})) {
            notifier.listen(_ -> {
                throw new IllegalStateException("on purpose");
            });
            notifier.listen(told::add);
            notifier.start();
            add(notifier, Optional.empty(), vm("one"));
            await().until(() -> told.size() == 1);
        }
    }

    @Test
    void manyWaitersShareTheRefreshThatBeganAfterThem() throws InterruptedException {
        AtomicInteger refreshes = new AtomicInteger();
        CountDownLatch slow = new CountDownLatch(1);
        Barrier barrier = new Barrier("home", () -> {
            refreshes.incrementAndGet();
            await().until(() -> slow.await(10, TimeUnit.SECONDS));
            return PoolView.empty();
        });
        List<Thread> waiters = new ArrayList<>();
        waiters.add(Thread.ofVirtual().start(() -> pass(barrier)));
        await().until(() -> refreshes.get() == 1);
        for (int i = 0; i < 50; i++) {
            waiters.add(Thread.ofVirtual().start(() -> pass(barrier)));
        }
        await().until(() -> waiters.stream().allMatch(waiter -> waiter.getState() == Thread.State.TIMED_WAITING));
        slow.countDown();
        for (Thread waiter : waiters) {
            waiter.join();
        }
        assertThat(refreshes).hasValue(2);
    }

    private static void pass(Barrier barrier) {
        try {
            barrier.pass(Duration.ofSeconds(10));
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
