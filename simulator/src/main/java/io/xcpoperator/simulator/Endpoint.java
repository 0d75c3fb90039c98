package io.xcpoperator.simulator;

import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.wire.HostServer;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where one host answers.
 *
 * @param host its name
 * @param hostRef its reference
 * @param fingerprint SHA-256 of its certificate, upper-case hex with colons
 */
public record Endpoint(String host, String hostRef, URI http, URI https, String fingerprint) {
    static Endpoint of(World world, String ref, HostServer server) {
        String name = world.locked(() ->
                world.database().find(ref).map(row -> row.text("name_label")).orElse(""));
        return new Endpoint(
                name,
                ref,
                uri("http", server.http()),
                uri("https", server.https()),
                server.certificate().sha256());
    }

    private static URI uri(String scheme, InetSocketAddress address) {
        return URI.create(scheme + "://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }
}
