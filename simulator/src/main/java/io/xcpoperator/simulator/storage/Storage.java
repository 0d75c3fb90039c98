package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;

/** The storage side of a pool, put together. */
public final class Storage {
    private final StorageState state;
    private final Volumes volumes;
    private final Plugging plugging;
    private final DiskAttachment attachment;

    public Storage(World world, DriverSet drivers) {
        state = new StorageState(world.database());
        volumes = new Volumes(world, state, drivers);
        plugging = new Plugging(state);
        attachment = new DiskAttachment(state);
    }

    /** Brings allowed operations up to date after objects were made behind the behaviours' back. */
    public StorageState state() {
        return state;
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
                new SrMessages(state, volumes, plugging),
                new SrProbe(state, plugging),
                new PbdMessages(state, plugging),
                new VdiMessages(state, volumes),
                new VdiCopies(state, volumes),
                new VbdMessages(state, attachment),
                new SecretMessages());
    }
}
