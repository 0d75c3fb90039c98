package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.session.PoolSession;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.wire.Mutation;
import io.xcpoperator.xapi.wire.Reply;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives the declared interfaces their meaning: each method becomes the call its annotation names. */
public final class CallSurface {
    private final Caller caller;
    private final HeavyOperations heavy;
    private final Map<Method, CallSite> sites = new ConcurrentHashMap<>();
    private final Map<Method, Object> direct = new ConcurrentHashMap<>();

    public CallSurface(PoolSettings settings, PoolHooks hooks, PoolSession session, PoolMirror mirror) {
        this.caller = new Caller(settings.name(), session, mirror, hooks.writes(), settings.limits());
        this.heavy =
                new HeavyOperations(settings.name(), settings.limits().heavyOperationsPerHost(), mirror, hooks.clock());
    }

    /** The whole surface. */
    public XapiCalls calls() {
        return proxy(XapiCalls.class, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return Identity.of(proxy, method, arguments);
            }
            if (arguments != null && arguments[0] instanceof Map<?, ?> marks) {
                return tasks(Map.copyOf(marks));
            }
            return direct.computeIfAbsent(method, accessor -> group(accessor.getReturnType(), Map.of()));
        });
    }

    private TaskStarts tasks(Map<?, ?> marks) {
        return proxy(
                TaskStarts.class,
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? Identity.of(proxy, method, arguments)
                        : group(method.getReturnType(), marks));
    }

    private Object group(Class<?> type, Map<?, ?> marks) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return Identity.of(proxy, method, arguments);
            }
            List<?> values = arguments == null ? List.of() : Arrays.asList(arguments);
            return make(sites.computeIfAbsent(method, CallSite::of), values, marks);
        });
    }

    private @Nullable Object make(CallSite site, List<?> arguments, Map<?, ?> marks) {
        List<Object> parameters = encode(site, arguments);
        if (site.task()) {
            return caller.permitted(site.method(), () -> task(site, arguments, parameters, marks));
        }
        Object answer = decoded(site, arguments, caller.call(site.method(), parameters));
        if (site.method().equals("task.destroy") && arguments.getFirst() instanceof TaskRef task) {
            heavy.forget(task);
        }
        return answer;
    }

    /** Starting and marking are one intent: a permit that is missing is missed before the start. */
    private TaskRef task(CallSite site, List<?> arguments, List<Object> parameters, Map<?, ?> marks) {
        TaskRef task = site.heavy()
                ? heavy.run(site.method(), target(site, arguments), () -> started(site, arguments, parameters))
                : started(site, arguments, parameters);
        marks.forEach((key, value) -> mark(task, key, value));
        return task;
    }

    private TaskRef started(CallSite site, List<?> arguments, List<Object> parameters) {
        Object task = decoded(site, arguments, caller.send(site.method(), parameters));
        if (task instanceof TaskRef ref) {
            return ref;
        }
        throw garbage(site);
    }

    private @Nullable Object decoded(CallSite site, List<?> arguments, Reply reply) {
        Object self = arguments.isEmpty() ? "" : arguments.getFirst();
        try {
            return new Decoding(site.declared().getGenericReturnType(), site.message(), self).decode(reply.value());
        } catch (Decoding.Mismatch _) {
            throw garbage(site);
        }
    }

    /** A task that ended within a millisecond cannot be marked any more, and need not be. */
    private void mark(TaskRef task, Object key, Object value) {
        try {
            caller.send("task.add_to_other_config", List.of(task.value(), key, value));
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID") && !e.is("MAP_DUPLICATE_KEY")) {
                throw e;
            }
        }
    }

    /** The host a heavy operation goes to, where the caller names one. Evacuation is the whole pool's. */
    private static Optional<HostRef> target(CallSite site, List<?> arguments) {
        if (site.message().equals("host.evacuate")) {
            return Optional.empty();
        }
        return arguments.stream()
                .filter(HostRef.class::isInstance)
                .map(HostRef.class::cast)
                .findFirst();
    }

    private List<Object> encode(CallSite site, List<?> arguments) {
        try {
            return site.encode(arguments);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(caller.pool(), site.method(), "a value that cannot be sent");
        }
    }

    private TransportException garbage(CallSite site) {
        return new TransportException(
                caller.pool(),
                site.method(),
                TransportException.Kind.GARBAGE,
                Mutation.changes(site.method()),
                "an answer of another type");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** equals, hashCode and toString of the proxies. */
    private static final class Identity {
        @SuppressWarnings("ReferenceEquality") // identity is what equals means for a proxy
        static Object of(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> proxy.getClass().getInterfaces()[0].getSimpleName();
            };
        }
    }
}
