package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.schema.MessageSchema;
import io.xcpoperator.simulator.schema.ParameterSchema;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to its answer, in the daemon's order: name, number of parameters, their types, session, handler
 * (recordings 01, 11b). {@code Async.} and {@code InternalAsync.} start a task.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** What a member answers itself; everything else it refuses with {@code HOST_IS_SLAVE}. */
    private static final Set<String> ON_MEMBERS = Set.of(
            "session.slave_local_login",
            "session.slave_local_login_with_password",
            "session.local_logout",
            "host.is_in_emergency_mode",
            "system.listMethods");

    private static final List<String> PREFIXES = List.of("Async.", "InternalAsync.", "Async_", "InternalAsync_");

    private final World world;
    private final Messages messages;
    private final Sessions sessions;
    private final Tasks tasks;
    private final ParameterReader reader;
    private volatile CallHook hook = CallHook.NONE;

    public Dispatcher(World world, Messages messages, Sessions sessions, Tasks tasks) {
        this.world = world;
        this.messages = messages;
        this.sessions = sessions;
        this.tasks = tasks;
        this.reader = new ParameterReader(world.database().schema());
    }

    public void hook(CallHook next) {
        hook = next;
    }

    /** The names of all messages, as {@code system.listMethods} gives them. */
    public List<String> methods() {
        return messages.names();
    }

    /** A request that is no message comes in; {@link CallHook#before} under that name. */
    public void before(String name) {
        hook.before(name);
    }

    public void after(String name) {
        hook.after(name);
    }

    public boolean cutsUpload(long bytes) {
        return hook.cutsUpload(bytes);
    }

    /** Answers a call; fails with {@link XapiFailure}. */
    public Value call(Request request) {
        String prefix = PREFIXES.stream()
                .filter(request.method()::startsWith)
                .findFirst()
                .orElse("");
        String name = request.method().substring(prefix.length());
        MessageSchema message = world.locked(() -> {
            refuseOnMember(request, name);
            return resolve(name, request.parameters());
        });
        if (!prefix.isEmpty() && !message.async()) {
            throw new XapiFailure("Fault", "No async mode for this operation (rpc: " + message.fullName() + ")");
        }
        List<Value> given = request.parameters();
        List<Value> arguments = arguments(message, given);
        hook.before(message.fullName());
        try {
            return prefix.isEmpty() ? run(request, message, arguments) : start(request, message, arguments);
        } finally {
            hook.after(message.fullName());
        }
    }

    /** A member serves only sessions of its own; a session nobody knows is told first (recording 11b-002). */
    private void refuseOnMember(Request request, String method) {
        String coordinator = world.pool().text("master");
        if (request.host().equals(coordinator) || ON_MEMBERS.contains(method)) {
            return;
        }
        Optional<Row> member = world.database().find("host", request.host());
        if (member.filter(world::emergency).isPresent() && !local(request)) {
            throw new XapiFailure("HOST_IN_EMERGENCY_MODE");
        }
        boolean login =
                messages.find(method).filter(message -> !message.session()).isPresent();
        if (!login
                && !request.parameters().isEmpty()
                && request.parameters().getFirst() instanceof Value.Str(String ref)) {
            sessions.require(ref);
            if (sessions.isLocal(ref)) {
                return;
            }
        }
        throw new XapiFailure(
                "HOST_IS_SLAVE",
                member.map(world::leaderOf)
                        .flatMap(world.database()::find)
                        .orElseGet(world::coordinator)
                        .text("address"));
    }

    private boolean local(Request request) {
        return !request.parameters().isEmpty()
                && request.parameters().getFirst() instanceof Value.Str(String ref)
                && sessions.isLocal(ref);
    }

    private MessageSchema resolve(String name, List<Value> given) {
        return messages.find(name).orElseGet(() -> {
            if (!given.isEmpty() && given.getFirst() instanceof Value.Str(String ref)) {
                sessions.require(ref);
            }
            if (messages.internal(name)) {
                throw XapiFailure.internal(
                        "Internal API \"" + name + "\" call attempted with non-pool (external) session");
            }
            throw new XapiFailure("MESSAGE_METHOD_UNKNOWN", name);
        });
    }

    /** Checks number and types; fills in what was left out. */
    private List<Value> arguments(MessageSchema message, List<Value> given) {
        int skipped = message.session() ? 1 : 0;
        int received = given.size() - skipped;
        int most = message.parameters().size();
        if (received < message.required() || (message.session() && received > most)) {
            throw new XapiFailure(
                    "MESSAGE_PARAMETER_COUNT_MISMATCH",
                    message.fullName(),
                    Integer.toString(message.required()),
                    Integer.toString(received));
        }
        if (message.session()) {
            reader.read(new io.xcpoperator.simulator.schema.Type.Reference("session"), given.getFirst());
        }
        var arguments = new ArrayList<Value>(most);
        for (int index = 0; index < most; index++) {
            ParameterSchema parameter = message.parameters().get(index);
            arguments.add(
                    index < received
                            ? reader.read(parameter.type(), given.get(index + skipped))
                            : Objects.requireNonNull(parameter.preset()));
        }
        return arguments;
    }

    private Value run(Request request, MessageSchema message, List<Value> arguments) {
        return world.locked(() -> {
            Row session = session(message, request);
            Row host = world.database().find("host", request.host()).orElseGet(world::coordinator);
            return handle(message, new Call(world, message, arguments, session, host, null));
        });
    }

    private Value start(Request request, MessageSchema message, List<Value> arguments) {
        return world.locked(() -> {
            Row session = session(message, request);
            Row host = world.database().find("host", request.host()).orElseGet(world::coordinator);
            Row task = tasks.create("Async." + message.fullName(), "", true);
            Call call = new Call(world, message, arguments, session, host, task);
            Thread.ofVirtual().name("task-" + message.fullName()).start(() -> work(call, task));
            return Value.of(task.ref());
        });
    }

    private void work(Call call, Row task) {
        world.locked(() -> {
            try {
                Value result = handle(call.message(), call);
                tasks.succeed(task, result);
            } catch (XapiFailure failure) {
                tasks.fail(task, failure);
            }
        });
    }

    /** Does a call as somebody on the coordinator's own console would: no wire, no session, no faults. */
    public Value direct(String method, List<Value> parameters) {
        return world.locked(() -> {
            MessageSchema message = resolve(method, List.of());
            var given = new ArrayList<Value>();
            if (message.session()) {
                given.add(Values.NO_REF);
            }
            given.addAll(parameters);
            return handle(
                    message, new Call(world, message, arguments(message, given), null, world.coordinator(), null));
        });
    }

    private @Nullable Row session(MessageSchema message, Request request) {
        if (!message.session()) {
            return null;
        }
        return sessions.require(((Value.Str) request.parameters().getFirst()).text());
    }

    private Value handle(MessageSchema message, Call call) {
        if (message.removed()) {
            throw new XapiFailure("MESSAGE_REMOVED");
        }
        Handler handler =
                messages.handler(message).orElseThrow(() -> new XapiFailure("NOT_IMPLEMENTED", message.fullName()));
        try {
            return handler.handle(call);
        } catch (XapiFailure failure) {
            throw failure;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("op", message.fullName()).log("A handler failed unexpectedly");
            throw XapiFailure.internal(e.toString());
        }
    }
}
