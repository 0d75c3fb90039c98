package io.xcpoperator.simulator;

import io.xcpoperator.simulator.clock.DrivenClock;
import io.xcpoperator.simulator.dispatch.Delays;
import io.xcpoperator.simulator.dispatch.Request;
import io.xcpoperator.simulator.pool.PoolDescription;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A pool in this process, and calls to it with plain values: texts, numbers, booleans, lists, maps. */
public final class PoolFixture implements AutoCloseable {
    private final DrivenClock clock = new DrivenClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final Pool pool;
    private final Value session;

    private PoolFixture(PoolDescription description) {
        pool = Pool.create(description, clock, Delays.none(), new Random(7), "root", "xensource");
        session = raw("session.login_with_password", List.of(Value.of("root"), Value.of("xensource")));
    }

    /** The pool file of that name in {@code examples/pools}. */
    public static PoolFixture of(String name) {
        return new PoolFixture(PoolDescription.read(Path.of("../examples/pools", name)));
    }

    private Value raw(String method, List<Value> parameters) {
        String coordinator =
                pool.world().locked(() -> pool.world().coordinator().ref());
        return pool.dispatcher().call(new Request(coordinator, method, parameters));
    }

    /** Calls with a session; fails with {@link XapiFailure}. */
    public Value call(String method, Object... parameters) {
        var all = new ArrayList<Value>();
        all.add(session);
        for (Object parameter : parameters) {
            all.add(value(parameter));
        }
        return raw(method, all);
    }

    /** As {@link #call}, for an answer that is a text or a reference. */
    public String text(String method, Object... parameters) {
        return ((Value.Str) call(method, parameters)).text();
    }

    public long number(String method, Object... parameters) {
        return ((Value.Int) call(method, parameters)).number();
    }

    public boolean flag(String method, Object... parameters) {
        return ((Value.Bool) call(method, parameters)).flag();
    }

    public List<String> texts(String method, Object... parameters) {
        return ((Value.Arr) call(method, parameters))
                .items().stream().map(item -> ((Value.Str) item).text()).toList();
    }

    /** The only object of that name. */
    public String named(String className, String name) {
        return texts(className + ".get_by_name_label", name).getFirst();
    }

    /** Moves the time on. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    private static Value value(Object object) {
        return switch (object) {
            case Value value -> value;
            case Boolean flag -> Value.of(flag.booleanValue());
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of(number.longValue());
            case List<?> list ->
                new Value.Arr(list.stream().map(PoolFixture::value).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Value>();
                map.forEach((key, member) -> members.put(key.toString(), value(member)));
                yield new Value.Dict(members);
            }
            default -> Value.of(object.toString());
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
