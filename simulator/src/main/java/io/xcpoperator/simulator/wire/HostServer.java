package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What one host answers at: a port of HTTP, a port of HTTPS, at its own address. */
public final class HostServer implements AutoCloseable {
    private final String name;
    private final InetAddress address;
    private final Tls tls;
    private final Listener http;
    private final Listener https;
    private HostCertificate certificate;

    /**
     * Binds both ports; 0 takes a free one.
     *
     * @param host reference of the host
     */
    public HostServer(
            String host,
            String name,
            InetAddress address,
            int httpPort,
            int httpsPort,
            World world,
            Sessions sessions,
            Dispatcher dispatcher,
            DiskImport imports,
            Console consoles)
            throws IOException {
        this.name = name;
        this.address = address;
        this.certificate = HostCertificate.create(name, address, world.now());
        this.tls = new Tls(certificate);
        RpcEndpoint endpoint = new RpcEndpoint(host, dispatcher, new HandlerTable(world, sessions, imports, consoles));
        this.http = new Listener(address, httpPort, plain -> plain, endpoint);
        try {
            this.https = new Listener(address, httpsPort, tls, endpoint);
        } catch (IOException e) {
            http.close();
            throw e;
        }
    }

    public InetSocketAddress http() {
        return http.bound();
    }

    public InetSocketAddress https() {
        return https.bound();
    }

    public HostCertificate certificate() {
        return certificate;
    }

    /** Puts another certificate of the same make in place. */
    public HostCertificate renewCertificate(World world) {
        certificate = HostCertificate.create(name, address, world.now());
        tls.renew(certificate);
        return certificate;
    }

    /** Answers nobody until {@link #open}. */
    public void shut() {
        http.shut();
        https.shut();
    }

    public void open() {
        http.open();
        https.open();
    }

    /** Cuts every connection there is. */
    public void cut() {
        http.cut();
        https.cut();
    }

    @Override
    public void close() {
        http.close();
        https.close();
    }
}
