package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.Tasks;
import java.util.List;

/** Every behaviour there is. */
public final class Behaviours {
    private Behaviours() {}

    public static List<Behaviour> all(Sessions sessions, Tasks tasks) {
        return List.of(
                new SessionMessages(sessions),
                new TaskMessages(tasks),
                new EventMessages(),
                new LegacyEventMessages(),
                new CertificateMessages());
    }
}
