package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The old way: register a session, ask for the next events (recordings 06-018, 06-019). */
final class LegacyEventMessages implements Behaviour {
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** What a registered session wants, and how far it has seen. */
    private record Registration(List<String> classes, EventToken seen) {}

    private final Map<String, Registration> registrations = new HashMap<>();

    @Override
    public void register(Messages messages) {
        messages.on("event.register", this::subscribe);
        messages.on("event.unregister", this::unsubscribe);
        messages.on("event.next", this::next);
    }

    private Value subscribe(Call call) {
        long now = call.database().generation();
        Registration old = registrations.getOrDefault(session(call), new Registration(List.of(), at(now)));
        var classes = new ArrayList<>(old.classes());
        classes.addAll(call.texts(0));
        registrations.put(session(call), new Registration(classes, old.seen()));
        return Values.EMPTY;
    }

    private Value unsubscribe(Call call) {
        Registration old = require(call);
        var classes = new ArrayList<>(old.classes());
        classes.removeAll(call.texts(0));
        registrations.put(session(call), new Registration(classes, old.seen()));
        return Values.EMPTY;
    }

    private Value next(Call call) {
        Registration registration = require(call);
        Database database = call.database();
        Subscriptions wanted = new Subscriptions(database.schema(), registration.classes());
        var events = new ArrayList<Value>();
        call.world().await(PATIENCE, () -> {
            EventBatch batch = EventBatch.collect(database, wanted, registration.seen());
            batch.events().forEach(event -> events.add(legacy(call, event)));
            return !events.isEmpty()
                    || call.session().filter(row -> !row.exists()).isPresent();
        });
        registrations.put(session(call), new Registration(registration.classes(), at(database.generation())));
        return new Value.Arr(events);
    }

    private static Value legacy(Call call, Value event) {
        var members = new LinkedHashMap<>(((Value.Dict) event).members());
        members.put("id", Value.of("0"));
        members.put("timestamp", Value.of(call.world().now().getEpochSecond() + "."));
        return new Value.Dict(members);
    }

    private Registration require(Call call) {
        Registration registration = registrations.get(session(call));
        if (registration == null) {
            String track =
                    call.session().map(row -> row.uuid().replace("-", "")).orElse("");
            throw new XapiFailure("SESSION_NOT_REGISTERED", "trackid=" + track);
        }
        return registration;
    }

    private static String session(Call call) {
        return call.session().map(row -> row.ref()).orElse("");
    }

    private static EventToken at(long generation) {
        return new EventToken(generation, generation);
    }
}
