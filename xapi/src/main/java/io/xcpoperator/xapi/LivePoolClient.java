package io.xcpoperator.xapi;

import io.xcpoperator.xapi.calls.CallSurface;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.events.StreamedMirror;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.session.ConsoleDoor;
import io.xcpoperator.xapi.session.PoolSession;
import io.xcpoperator.xapi.session.UploadDoor;
import io.xcpoperator.xapi.streams.Consoles;
import io.xcpoperator.xapi.streams.DiskUploads;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.function.Consumer;

/** Puts session, mirror and calls together. */
final class LivePoolClient implements PoolClient {
    private final PoolSession session;
    private final StreamedMirror mirror;
    private final XapiCalls calls;
    private final DiskUploads uploads;
    private final Consoles consoles;

    LivePoolClient(PoolSettings settings, PoolHooks hooks) {
        this.session = new PoolSession(settings, hooks);
        this.mirror = new StreamedMirror(settings.name(), session, settings.limits(), settings.marks(), hooks.clock());
        this.calls = new CallSurface(settings, hooks, session, mirror).calls();
        this.uploads = new UploadDoor(settings, hooks, session);
        this.consoles = new ConsoleDoor(settings, session);
    }

    PoolClient start() {
        mirror.listen(changes -> {
            if (changes.stream().anyMatch(change -> change.xapiClass() == XapiClass.HOST)) {
                session.members(
                        mirror.view().hosts().stream().map(HostRecord::address).toList());
            }
        });
        mirror.start();
        session.start();
        return this;
    }

    @Override
    public ConnectionState state() {
        return session.keeper().state();
    }

    @Override
    public PoolMirror.Subscription listen(Consumer<ConnectionState> listener) {
        session.keeper().listen(listener);
        return () -> session.keeper().unlisten(listener);
    }

    @Override
    public XapiCalls calls() {
        return calls;
    }

    @Override
    public DiskUploads uploads() {
        return uploads;
    }

    @Override
    public Consoles consoles() {
        return consoles;
    }

    @Override
    public PoolMirror mirror() {
        return mirror;
    }

    @Override
    public void reconnectNow() {
        session.keeper().tryNow();
    }

    @Override
    public void use(Credentials credentials) {
        session.use(credentials);
    }

    @Override
    public void close() {
        mirror.close();
        session.close();
    }
}
