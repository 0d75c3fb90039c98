package io.xcpoperator.operator.platform.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where the mirrors of all pools tell what they touched, and features listen. */
public final class PoolNews {
    private final List<Consumer<Touched>> listeners = new CopyOnWriteArrayList<>();

    /** The listener must return at once. */
    public void subscribe(Consumer<Touched> listener) {
        listeners.add(listener);
    }

    public void publish(Touched touched) {
        listeners.forEach(listener -> listener.accept(touched));
    }
}
