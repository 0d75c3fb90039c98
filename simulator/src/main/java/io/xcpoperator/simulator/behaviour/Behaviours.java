package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.Tasks;
import java.util.ArrayList;
import java.util.List;

/** What belongs to no side of the pool: sessions, tasks, events. */
public final class Behaviours {
    private Behaviours() {}

    public static List<Behaviour> all(Sessions sessions, Tasks tasks) {
        List<Behaviour> all = new ArrayList<>();
        all.add(new SessionMessages(sessions));
        all.add(new TaskMessages(tasks));
        all.add(new EventMessages());
        all.add(new LegacyEventMessages());
        all.add(new CertificateMessages());
        return List.copyOf(all);
    }
}
