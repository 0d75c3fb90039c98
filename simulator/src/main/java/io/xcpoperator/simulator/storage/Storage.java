package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;

/** The storage side of a pool, put together. */
public final class Storage {
    private final World world;
    private final DriverSet drivers;
    private final StorageState state;
    private final Volumes volumes;
    private final Plugging plugging;
    private final DiskAttachment attachment;
    private final StorageServers servers = new StorageServers();

    public Storage(World world, DriverSet drivers) {
        this.world = world;
        this.drivers = drivers;
        state = new StorageState(world.database());
        volumes = new Volumes(world, state, drivers);
        plugging = new Plugging(servers);
        attachment = new DiskAttachment();
    }

    /** From now on allowed operations and sums follow every change. Under the world's lock. */
    public void start() {
        new StorageUpkeep(world.database(), state).start();
    }

    public StorageServers servers() {
        return servers;
    }

    public Volumes volumes() {
        return volumes;
    }

    public Plugging plugging() {
        return plugging;
    }

    public DiskAttachment attachment() {
        return attachment;
    }

    public List<Behaviour> behaviours() {
        return List.of(
                new SrMessages(state, volumes, plugging, servers),
                new SrProbe(state, plugging, drivers, servers),
                new PbdMessages(plugging),
                new VdiMessages(state, volumes),
                new VdiCopies(state, volumes),
                new ChangedBlocks(state),
                new VbdMessages(state, attachment),
                new SecretMessages());
    }
}
