package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.time.Instant;

/** {@code event.from} and {@code event.inject} (recording 06). */
final class EventMessages implements Behaviour {
    /** A negative timeout waits for ever; so long is that here. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Override
    public void register(Messages messages) {
        messages.on("event.from", EventMessages::from);
        messages.on("event.inject", EventMessages::inject);
        messages.on("event.get_current_id", _ -> Values.ZERO);
    }

    private static Value from(Call call) {
        World world = call.world();
        Database database = call.database();
        Subscriptions wanted = new Subscriptions(database.schema(), call.texts(0));
        EventToken since = EventToken.parse(call.text(1));
        Instant deadline = world.now().plus(timeout(call.real(2)));
        boolean gathered = wanted.tasksOnly();
        while (true) {
            EventBatch batch = EventBatch.collect(database, wanted, since);
            if (!batch.events().isEmpty() && !gathered && !call.text(1).isEmpty()) {
                gathered = true;
                gather(call);
                continue;
            }
            Duration left = Duration.between(world.now(), deadline);
            if (!batch.events().isEmpty() || left.isNegative() || left.isZero() || world.closed()) {
                return batch.reply(database);
            }
            await(call, wanted, left);
        }
    }

    private static Duration timeout(double seconds) {
        return seconds < 0 || seconds > FOR_EVER.toSeconds() ? FOR_EVER : Duration.ofNanos((long) (seconds * 1e9));
    }

    private static void gather(Call call) {
        if (!call.world().driven()) {
            call.world().pause(call.world().delays().eventBatch());
        }
        requireSession(call);
    }

    private static void await(Call call, Subscriptions wanted, Duration left) {
        long now = call.database().generation();
        call.world().await(left, () -> changedSince(call.database(), wanted, now) || gone(call));
        requireSession(call);
    }

    private static boolean changedSince(Database database, Subscriptions wanted, long generation) {
        for (ClassSchema type : wanted.classes()) {
            if (database.lastChange(type.name()) > generation) {
                return true;
            }
        }
        return false;
    }

    private static boolean gone(Call call) {
        return call.session().filter(session -> !session.exists()).isPresent();
    }

    private static void requireSession(Call call) {
        call.session().filter(session -> !session.exists()).map(Row::ref).ifPresent(ref -> {
            throw new XapiFailure("SESSION_INVALID", ref);
        });
    }

    /** The class by its exact name; the object is marked as changed. */
    private static Value inject(Call call) {
        Row row = call.get(call.text(0), call.text(1));
        long before = call.database().generation();
        call.database().touch(row);
        return Value.of(new EventToken(before, 0).text());
    }
}
