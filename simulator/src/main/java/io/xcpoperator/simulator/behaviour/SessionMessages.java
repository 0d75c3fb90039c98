package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Log in, log out (recording 01). */
final class SessionMessages implements Behaviour {
    private final Sessions sessions;

    SessionMessages(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void register(Messages messages) {
        messages.on("session.login_with_password", this::login);
        messages.on("session.slave_local_login_with_password", this::localLogin);
        messages.on("session.slave_login", call -> {
            throw new XapiFailure("SESSION_AUTHENTICATION_FAILED", call.text(0), "Pool credentials invalid");
        });
        messages.on("session.logout", this::logout);
        messages.on("session.local_logout", this::logout);
        messages.on("session.change_password", this::changePassword);
        messages.on("session.create_from_db_file", call -> {
            throw XapiFailure.internal("Sys_error(\"" + call.text(0) + ": No such file or directory\")");
        });
        messages.on("session.get_all_subject_identifiers", _ -> Values.NO_ITEMS);
        messages.on("session.logout_subject_identifier", _ -> Values.EMPTY);
    }

    private Value login(Call call) {
        String name = call.text(0);
        if (sessions.accepts(name, call.text(1))) {
            return Value.of(sessions.open(name, call.text(3)).ref());
        }
        throw refused(call, name);
    }

    /** Works only on a member; the coordinator's own local sessions are not for clients (recording 01-026). */
    private Value localLogin(Call call) {
        boolean member = !call.host().ref().equals(call.world().pool().text("master"));
        if (member && sessions.accepts(call.text(0), call.text(1))) {
            return Value.of(sessions.openLocal(call.text(0)).ref());
        }
        throw refused(call, call.text(0));
    }

    private static XapiFailure refused(Call call, String name) {
        call.world().pause(call.world().delays().wrongPassword());
        return new XapiFailure(
                "SESSION_AUTHENTICATION_FAILED",
                name,
                name.isEmpty() ? "User not known to the underlying authentication module" : "Authentication failure");
    }

    private Value logout(Call call) {
        call.session().ifPresent(sessions::close);
        return Values.EMPTY;
    }

    private Value changePassword(Call call) {
        if (call.text(1).isEmpty()) {
            throw new XapiFailure("CHANGE_PASSWORD_REJECTED", "Authentication token manipulation error");
        }
        if (call.session().map(Row::className).isPresent()) {
            sessions.changePassword(call.text(1));
        }
        return Values.EMPTY;
    }
}
