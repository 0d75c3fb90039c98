package io.xcpoperator.xapi;

import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.streams.Consoles;
import io.xcpoperator.xapi.streams.DiskUploads;
import java.util.function.Consumer;

/** One pool: a session, a mirror and the calls. Open one per pool and keep it. */
public interface PoolClient extends AutoCloseable {
    /** Starts connecting in the background and returns at once. */
    static PoolClient open(PoolSettings settings, PoolHooks hooks) {
        return new LivePoolClient(settings, hooks).start();
    }

    ConnectionState state();

    /** Told of each change of the state, in order. Must not block. Closing ends it. */
    PoolMirror.Subscription listen(Consumer<ConnectionState> listener);

    XapiCalls calls();

    /** For the bytes of disks. */
    DiskUploads uploads();

    /** For what VMs show. */
    Consoles consoles();

    PoolMirror mirror();

    /** Tries to connect now instead of at the next attempt, for instance because a Secret changed. */
    void reconnectNow();

    /**
     * Logs in with these from now on. With a session they are tried at once, in the background and one time: a good login
     * takes the session's place, and after a refused one ({@link ConnectionState.Connected#refusal}) it is used until it ends.
     */
    void use(Credentials credentials);

    /** Logs out and ends all that was started. */
    @Override
    void close();
}
