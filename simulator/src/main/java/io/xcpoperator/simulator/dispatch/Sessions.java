package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Who is logged in. Under the world's lock. */
public final class Sessions {
    /** Sessions of root without an originator share this many; each originator has its own {@link #EACH_ORIGINATOR}. */
    private static final int WITHOUT_ORIGINATOR = 400;

    private static final int EACH_ORIGINATOR = 500;

    private final World world;
    private String user;
    private final Set<String> local = new HashSet<>();
    private String password;

    public Sessions(World world, String user, String password) {
        this.world = world;
        this.user = user;
        this.password = password;
    }

    /** Whether these are the administrator's. */
    public boolean accepts(String name, String secret) {
        return user.equals(name) && password.equals(secret);
    }

    public String user() {
        return user;
    }

    public void changeUser(String next) {
        user = next;
    }

    public void changePassword(String next) {
        password = next;
    }

    /** Makes a session; when its originator has too many the oldest of them goes silently. */
    public Row open(String name, String originator) {
        List<Row> same = new ArrayList<>();
        for (Row session : world.database().all("session")) {
            if (session.text("originator").equals(originator)) {
                same.add(session);
            }
        }
        int limit = originator.isEmpty() ? WITHOUT_ORIGINATOR : EACH_ORIGINATOR;
        for (int surplus = same.size() - limit; surplus >= 0; surplus--) {
            world.database().destroy(same.removeFirst());
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("this_host", Value.of(world.coordinator().ref()));
        fields.put("last_active", Value.of(world.now()));
        fields.put("is_local_superuser", Values.TRUE);
        fields.put("validation_time", Value.of(world.now()));
        fields.put("auth_user_name", Value.of(name));
        fields.put("originator", Value.of(originator));
        return world.database().create("session", fields);
    }

    /** Makes a session that is good on the host itself, coordinator or not. */
    public Row openLocal(String name) {
        Row session = open(name, "");
        local.add(session.ref());
        return session;
    }

    /** Whether the session is one of a host itself. */
    public boolean isLocal(String ref) {
        return local.contains(ref);
    }

    /** The session of that reference; fails with {@code SESSION_INVALID}. */
    public Row require(String ref) {
        Row session = world.database().find("session", ref).orElseThrow(() -> new XapiFailure("SESSION_INVALID", ref));
        return session;
    }

    public void close(Row session) {
        world.database().destroy(session);
        world.wake();
    }

    /** Ends every session, as a restart of the toolstack does. */
    public void closeAll() {
        List.copyOf(world.database().all("session")).forEach(this::close);
    }
}
