package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.TransportException.Kind;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.streams.DiskUpload;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.wire.HttpHead;
import io.xcpoperator.xapi.wire.HttpPut;
import io.xcpoperator.xapi.wire.WireFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Uploads with the pool's session, over connections of their own. A host that does not have the storage refers to one that
 * has: followed to members and configured endpoints only, so that the session goes nowhere else.
 */
public final class UploadDoor implements DiskUploads {
    private static final String NAME = "PUT.import_raw_vdi";
    private static final int HOPS = 3;

    private final PoolSettings settings;
    private final PoolHooks hooks;
    private final PoolSession session;
    private final WireFailures failures;

    public UploadDoor(PoolSettings settings, PoolHooks hooks, PoolSession session) {
        this.settings = settings;
        this.hooks = hooks;
        this.session = session;
        this.failures = new WireFailures(settings.name());
    }

    @Override
    public void send(DiskUpload upload) {
        hooks.writes().refusal(NAME).ifPresent(reason -> {
            throw new WriteRefusedException(settings.name(), NAME, reason);
        });
        Connection connection = session.current(NAME);
        try {
            follow(upload, connection);
        } catch (XapiException e) {
            follow(upload, session.recovered(connection, e, NAME));
        }
    }

    private void follow(DiskUpload upload, Connection connection) {
        Endpoint endpoint = connection.endpoint();
        for (int hop = 0; hop <= HOPS; hop++) {
            Optional<String> elsewhere = attempt(upload, endpoint, connection);
            if (elsewhere.isEmpty()) {
                return;
            }
            String host = elsewhere.get();
            if (!session.mayFollow(host)) {
                throw failures.of(
                        NAME, Kind.HTTP_STATUS, "a host refers to %s, which is no member of the pool".formatted(host));
            }
            endpoint = session.at(host, endpoint);
        }
        throw failures.of(NAME, Kind.HTTP_STATUS, "the hosts refer to each other");
    }

    /** The host to go to instead; empty when all was sent. */
    private Optional<String> attempt(DiskUpload upload, Endpoint endpoint, Connection connection) {
        try (HttpPut put = new HttpPut(session.opener().connect(endpoint, NAME))) {
            Optional<HttpHead> head =
                    put.announce(target(upload), endpoint.toString(), connection.sessionText(), upload.length());
            if (head.isPresent() && head.get().status() / 100 == 3) {
                return Optional.of(location(head.get()));
            }
            head.ifPresent(this::check);
            try (InputStream body = open(upload)) {
                put.send(body, upload.length(), upload.sent());
            }
            return Optional.empty();
        } catch (IOException e) {
            throw failures.of(NAME, e);
        }
    }

    private static InputStream open(DiskUpload upload) {
        try {
            return upload.body().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(DiskUpload upload) {
        return "/import_raw_vdi?vdi=" + upload.vdi().value() + "&task_id="
                + upload.task().value() + "&format=" + upload.form().wireName();
    }

    private String location(HttpHead head) {
        try {
            String host =
                    URI.create(head.headers().getOrDefault("location", "")).getHost();
            if (host != null) {
                return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            }
        } catch (IllegalArgumentException _) {
            // nowhere, then
        }
        throw failures.of(NAME, Kind.HTTP_STATUS, "a host refers to nowhere");
    }

    private void check(HttpHead head) {
        if (head.status() == 401) {
            throw new XapiException(settings.name(), NAME, "SESSION_INVALID", List.of());
        }
        if (head.status() != 200) {
            TransportException refusal = failures.of(NAME, Kind.HTTP_STATUS, "HTTP status " + head.status());
            throw refusal;
        }
    }
}
