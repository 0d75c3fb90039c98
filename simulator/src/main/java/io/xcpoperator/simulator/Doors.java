package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.host.HostDoor;
import io.xcpoperator.simulator.wire.HostServer;
import java.util.Map;
import java.util.Optional;

/** The listeners of hosts, by reference; a host may have none. */
record Doors(Map<String, HostServer> servers) implements HostDoor {

    @Override
    public void shut(Row host) {
        find(host).ifPresent(HostServer::shut);
    }

    @Override
    public void open(Row host) {
        find(host).ifPresent(HostServer::open);
    }

    @Override
    public void cutAll() {
        servers.values().forEach(HostServer::cut);
    }

    private Optional<HostServer> find(Row host) {
        return Optional.ofNullable(servers.get(host.ref()));
    }
}
