package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.dispatch.Behaviour;
import java.util.List;

/** The network side of a pool, put together. */
public final class Networking {
    private final NicAttachment attachment;
    private final Interfaces interfaces;

    public Networking(Database database) {
        attachment = new NicAttachment(database);
        interfaces = new Interfaces(database);
    }

    /** From now on allowed operations follow every change. Under the world's lock. */
    public void start() {
        attachment.start();
    }

    public NicAttachment attachment() {
        return attachment;
    }

    public List<Behaviour> behaviours() {
        VlanMessages vlans = new VlanMessages(interfaces);
        return List.of(
                new NetworkMessages(),
                vlans,
                new PifMessages(interfaces, vlans),
                new PifAddresses(),
                new BondMessages(interfaces),
                new TunnelMessages(interfaces),
                new VifMessages(attachment),
                new VifFilters());
    }
}
