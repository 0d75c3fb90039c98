package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.ChangeListener;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The coordinator compares every host's versions with its own and writes into the pool whether they differ. The daemon
 * looks every half minute; here it sees each change at once.
 */
final class RollingUpgrade implements ChangeListener {
    private final World world;

    /** A known trouble: the daemon does not see that all hosts are level again until its toolstack restarts. */
    private final AtomicBoolean asleep;

    RollingUpgrade(World world, AtomicBoolean asleep) {
        this.world = world;
        this.asleep = asleep;
    }

    @Override
    public void changed(Row row, String field, Value before) {
        if (row.className().equals("host") && field.equals("software_version")) {
            judge();
        }
    }

    @Override
    public void destroyed(Row row) {
        if (row.className().equals("host")) {
            judge();
        }
    }

    void judge() {
        Database database = world.database();
        Row coordinator = world.coordinator();
        boolean differ = database.all("host").stream().anyMatch(host -> HostVersion.upgrading(host, coordinator));
        if (differ) {
            world.pool().putEntry("other_config", World.UPGRADING, "true");
        } else if (!asleep.get()) {
            world.pool().removeEntry("other_config", World.UPGRADING);
        }
    }
}
