package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.TransportException.Kind;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.streams.Consoles;
import io.xcpoperator.xapi.wire.HttpConnect;
import io.xcpoperator.xapi.wire.HttpHead;
import io.xcpoperator.xapi.wire.WireFailures;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Consoles with the pool's session, over connections of their own, to members and configured endpoints only. */
public final class ConsoleDoor implements Consoles {
    private static final String NAME = "CONNECT.console";

    private final PoolSettings settings;
    private final PoolSession session;
    private final WireFailures failures;

    public ConsoleDoor(PoolSettings settings, PoolSession session) {
        this.settings = settings;
        this.session = session;
        this.failures = new WireFailures(settings.name());
    }

    @Override
    public Opening open(ConsoleRecord console) {
        Connection connection = session.current(NAME);
        try {
            return attempt(console, connection);
        } catch (XapiException e) {
            return attempt(console, session.recovered(connection, e, NAME));
        }
    }

    private Opening attempt(ConsoleRecord console, Connection connection) {
        String host = host(console);
        if (!session.mayFollow(host)) {
            throw failures.of(NAME, Kind.HTTP_STATUS, "the console is at %s, which is no member".formatted(host));
        }
        Endpoint endpoint = session.at(host, connection.endpoint());
        try {
            HttpConnect connect = new HttpConnect(session.opener().connect(endpoint, NAME));
            boolean open = false;
            try {
                HttpHead head = connect.ask(
                        "/console?ref=" + console.ref().value(), endpoint.toString(), connection.sessionText());
                if (head.status() == 401) {
                    throw new XapiException(settings.name(), NAME, "SESSION_INVALID", List.of());
                }
                open = head.status() == 200;
                return open ? new Opening.Open(connect) : new Opening.Refused(head.status());
            } finally {
                if (!open) {
                    connect.close();
                }
            }
        } catch (IOException e) {
            throw failures.of(NAME, e);
        }
    }

    private String host(ConsoleRecord console) {
        try {
            String host = URI.create(console.location()).getHost();
            if (host != null) {
                return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            }
        } catch (IllegalArgumentException _) {
            // nowhere, then
        }
        throw failures.of(NAME, Kind.HTTP_STATUS, "the console is nowhere");
    }
}
