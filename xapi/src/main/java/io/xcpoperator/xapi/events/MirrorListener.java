package io.xcpoperator.xapi.events;

import java.util.List;

/** Told after the view has moved on, at most about ten times a second. Must not block. */
@FunctionalInterface
public interface MirrorListener {
    void changed(List<PoolChange> changes);

    /** The view is complete and followed, for the first time or again: changes or not, it may be relied on from now on. */
    default void followed() {}
}
