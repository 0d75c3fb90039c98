package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.Type;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call on its way through a handler: typed arguments (by position, session not counted), session, task, world. */
public final class Call {
    private final World world;
    private final MessageSchema message;
    private final List<Value> arguments;
    private final @Nullable Row session;
    private final Row host;
    private final @Nullable Row task;
    private final String operationId;
    private final int era;

    public Call(
            World world,
            MessageSchema message,
            List<Value> arguments,
            @Nullable Row session,
            Row host,
            @Nullable Row task) {
        this.world = world;
        this.message = message;
        this.arguments = List.copyOf(arguments);
        this.session = session;
        this.host = host;
        this.task = task;
        this.era = world.era();
        this.operationId = task != null
                ? task.ref()
                : "DummyRef:|" + world.database().ids().uuid() + "|" + message.fullName();
    }

    public World world() {
        return world;
    }

    public Database database() {
        return world.database();
    }

    public MessageSchema message() {
        return message;
    }

    public List<Value> arguments() {
        return arguments;
    }

    /** The session; a call without one (login, direct) has none. */
    public Optional<Row> session() {
        return Optional.ofNullable(session);
    }

    /** The host that was asked. */
    public Row host() {
        return host;
    }

    /** The task of an {@code Async.} call. */
    public Optional<Row> task() {
        return Optional.ofNullable(task);
    }

    /** The key for {@code current_operations}: the task, or a name made up for a synchronous call. */
    public String operationId() {
        return operationId;
    }

    public Value argument(int index) {
        return arguments.get(index);
    }

    public String text(int index) {
        return argument(index) instanceof Value.Str(String text) ? text : "";
    }

    public long number(int index) {
        return argument(index) instanceof Value.Int(long number) ? number : 0;
    }

    public double real(int index) {
        return argument(index) instanceof Value.Real(double number) ? number : 0;
    }

    public boolean flag(int index) {
        return argument(index) instanceof Value.Bool(boolean flag) && flag;
    }

    public List<String> texts(int index) {
        return argument(index) instanceof Value.Arr(var items)
                ? items.stream()
                        .filter(Value.Str.class::isInstance)
                        .map(item -> ((Value.Str) item).text())
                        .toList()
                : List.of();
    }

    /** A record or a map of anything. */
    public Map<String, Value> members(int index) {
        return argument(index) instanceof Value.Dict(var members) ? members : Map.of();
    }

    /** A map of texts. */
    public Map<String, String> map(int index) {
        var map = new LinkedHashMap<String, String>();
        members(index).forEach((key, value) -> {
            if (value instanceof Value.Str(String text)) {
                map.put(key, text);
            }
        });
        return map;
    }

    /** The object that argument {@code index}, a reference, names; fails with {@code HANDLE_INVALID}. */
    public Row row(int index) {
        String ref = text(index);
        return findRow(index).orElseThrow(() -> new XapiFailure("HANDLE_INVALID", classOf(index), ref));
    }

    /** The object that argument {@code index}, a reference, names, if any. */
    public Optional<Row> findRow(int index) {
        return database().find(classOf(index), text(index));
    }

    /** An object of a class; fails with {@code HANDLE_INVALID}. */
    public Row get(String className, String ref) {
        return database().find(className, ref).orElseThrow(() -> new XapiFailure("HANDLE_INVALID", className, ref));
    }

    private String classOf(int index) {
        return message.parameters().get(index).type() instanceof Type.Reference(String className)
                ? className
                : message.className();
    }

    /** Tells the task how far the work is, 0 to 1; without a task nothing. */
    public void progress(double done) {
        if (task != null && task.exists()) {
            task.set("progress", Value.of(done));
        }
    }

    /** Fails with {@code TASK_CANCELLED} when somebody asked to stop. */
    public void checkpoint() {
        if (task != null && task.exists() && task.text("status").equals("cancelling")) {
            throw new XapiFailure("TASK_CANCELLED", task.ref());
        }
    }

    /** Fails when the toolstack that began it is no more: nobody goes on with it. */
    public void requireToolstack() {
        if (world.era() != era) {
            throw XapiFailure.internal("the toolstack was restarted");
        }
    }

    /** Work that takes a while: time passes in ten steps of progress; the lock is free meanwhile; can be cancelled. */
    public void work(Duration duration) {
        work(duration, () -> {});
    }

    /** The same, looking after each step whether it can go on: {@code check} fails where it cannot. */
    public void work(Duration duration, Runnable check) {
        if (duration.isZero() || duration.isNegative()) {
            checkpoint();
            check.run();
            return;
        }
        int steps = task == null ? 1 : 10;
        for (int step = 1; step <= steps; step++) {
            world.pause(duration.dividedBy(steps));
            checkpoint();
            check.run();
            if (step < steps) {
                progress((double) step / steps);
            }
        }
    }
}
