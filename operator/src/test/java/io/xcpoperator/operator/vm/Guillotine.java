package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Falls at the n-th write that an operator makes for one VM, to the pool or to the API server, once that write took
 * effect. What a kill before the next write leaves behind is the same: the dead one learnt nothing from the answer.
 */
final class Guillotine {
    /** What happens at the n-th write. */
    enum Blade {
        /** Nothing more goes out, to neither side: the process is gone. */
        KILLS,
        /** The connection to the pool breaks after the effect; the operator lives on. */
        SWALLOWS_THE_ANSWER
    }

    private static final int NEVER = Integer.MAX_VALUE;
    private static final Pattern POOL_WRITE = Pattern.compile("(Async\\.)?(VM|VBD|VDI|VIF|task)\\.(?!get_).*");
    private static final Pattern OBJECT = Pattern.compile(".*/(virtualmachines|xcppools)/([^/]+)(/status)?");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final AtomicInteger writes = new AtomicInteger();
    private volatile Blade blade = Blade.KILLS;
    private volatile int point = NEVER;
    private volatile boolean fallen;
    private volatile String last = "";

    /** @param after writes from now on; with 0, the first does not get through */
    void arm(int after, Blade how) {
        writes.set(0);
        last = "";
        fallen = false;
        blade = how;
        point = after;
    }

    void disarm() {
        point = NEVER;
    }

    boolean hasFallen() {
        return fallen;
    }

    /** The write it fell at. */
    String last() {
        return last;
    }

    private boolean isDead() {
        return fallen && blade == Blade.KILLS;
    }

    private Reply pass(Wire wire, String method, List<?> parameters, CallBudget budget) {
        boolean counts = POOL_WRITE.matcher(method).matches() && !(fallen || point == NEVER);
        int number = counts ? writes.incrementAndGet() : 0;
        boolean atPoint = counts && number == point;
        if (counts && number > point) {
            fall(method);
        }
        if (isDead()) {
            throw cut(method);
        }
        Reply reply = wire.call(method, parameters, budget);
        if (atPoint) {
            fall(method);
            throw cut(method);
        }
        return reply;
    }

    private void fall(String at) {
        last = at;
        fallen = true;
    }

    private static TransportException cut(String method) {
        return new TransportException("home", method, TransportException.Kind.CUT, true, null);
    }

    /** Wraps wires: whose a wire is tells the user that it logs in as. */
    static Wire over(Wire wire, Function<String, Guillotine> ofUser) {
        return new Wire() {
            private volatile Guillotine mine = new Guillotine();

            @Override
            public Reply call(String method, List<?> parameters, CallBudget budget) {
                if (method.equals("session.login_with_password")) {
                    mine = ofUser.apply(parameters.getFirst().toString());
                }
                return mine.pass(wire, method, parameters, budget);
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    /** Wraps the operator's requests to the API server: whose a request is tells the object's name. */
    static Interceptor over(Function<String, Guillotine> ofName) {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                var object = OBJECT.matcher(request.uri().getPath());
                if (WRITES.contains(request.method()) && object.matches()) {
                    ofName.apply(object.group(2)).before(object.group(1), request.method());
                }
            }

            @Override
            public void after(
                    HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
                var object = OBJECT.matcher(request.uri().getPath());
                if (WRITES.contains(request.method()) && object.matches()) {
                    ofName.apply(object.group(2)).after(object.group(1), request.method());
                }
            }
        };
    }

    private void before(String kind, String method) {
        boolean counts = blade == Blade.KILLS && kind.equals("virtualmachines") && !(fallen || point == NEVER);
        if (counts && writes.incrementAndGet() > point) {
            fall(method + " " + kind);
        }
        if (isDead()) {
            throw new IllegalStateException("killed");
        }
    }

    private void after(String kind, String method) {
        if (blade == Blade.KILLS && kind.equals("virtualmachines") && !fallen && writes.get() == point) {
            fall(method + " " + kind);
        }
    }
}
