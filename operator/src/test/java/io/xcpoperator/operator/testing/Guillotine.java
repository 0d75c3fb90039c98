package io.xcpoperator.operator.testing;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Falls at the n-th write that an operator makes for one resource and what hangs on it, to the pool or to the API server, once that write took
 * effect. What a kill before the next write leaves behind is the same: the dead one learnt nothing from the answer.
 */
public final class Guillotine {
    /** What happens at the n-th write. */
    public enum Blade {
        /** Nothing more goes out, to neither side: the process is gone. */
        KILLS,
        /** The connection to the pool breaks after the effect; the operator lives on. */
        SWALLOWS_THE_ANSWER
    }

    private static final int NEVER = Integer.MAX_VALUE;
    private static final Pattern OBJECT = Pattern.compile(
            ".*/(virtualmachines|virtualmachinesnapshots|virtualmachinerestores|diskimages|xcpnetworks|storagerepositories|xcppools)/([^/]+)(/status)?");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Pattern poolWrites;
    private final Set<String> kinds;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Blade blade = Blade.KILLS;
    private volatile int point = NEVER;
    private volatile boolean fallen;
    private volatile String last = "";
    /** Every write counted since it was armed, by its name. */
    private final List<String> counted = new CopyOnWriteArrayList<>();

    private Guillotine(String classes, Set<String> kinds) {
        this.poolWrites = Pattern.compile("(Async\\.)?(%s)\\.(?!get_).*".formatted(classes));
        this.kinds = kinds;
    }

    public static Guillotine overVms() {
        return new Guillotine(
                "VM|VBD|VDI|VIF|task", Set.of("virtualmachines", "virtualmachinesnapshots", "virtualmachinerestores"));
    }

    public static Guillotine overNetworks() {
        return new Guillotine("network|PIF|VLAN|Bond|VIF|VM|pool(?=\\.create_VLAN)", Set.of("xcpnetworks"));
    }

    public static Guillotine overStorage() {
        return new Guillotine("SR|PBD|secret|task", Set.of("storagerepositories"));
    }

    public static Guillotine overImages() {
        return new Guillotine("VDI|task", Set.of("diskimages"));
    }

    /** @param after writes from now on; with 0, the first does not get through */
    public void arm(int after, Blade how) {
        writes.set(0);
        counted.clear();
        last = "";
        fallen = false;
        blade = how;
        point = after;
    }

    /** Lets everything through and counts it: see {@link #counted}. */
    public void rehearse() {
        arm(NEVER - 1, Blade.KILLS);
    }

    /** The writes since it was armed, in order: a message of the pool's, or a verb and a kind of Kubernetes'. */
    public List<String> counted() {
        return List.copyOf(counted);
    }

    public void disarm() {
        point = NEVER;
    }

    public boolean hasFallen() {
        return fallen;
    }

    /** The write it fell at. */
    public String last() {
        return last;
    }

    private boolean isDead() {
        return fallen && blade == Blade.KILLS;
    }

    private Reply pass(Wire wire, String method, List<?> parameters, CallBudget budget) {
        boolean counts = poolWrites.matcher(method).matches() && !(fallen || point == NEVER);
        int number = counts ? count(method) : 0;
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

    private int count(String write) {
        counted.add(write);
        return writes.incrementAndGet();
    }

    private void fall(String at) {
        last = at;
        fallen = true;
    }

    private static TransportException cut(String method) {
        return new TransportException("home", method, TransportException.Kind.CUT, true, null);
    }

    /** Wraps wires: whose a wire is tells the user that it logs in as. */
    public static Wire over(Wire wire, Function<String, Guillotine> ofUser) {
        return new Wire() {
            private volatile Guillotine mine = overVms();

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
    public static Interceptor over(Function<String, Guillotine> ofName) {
        return new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                var object = OBJECT.matcher(request.uri().getPath());
                if (WRITES.contains(request.method()) && object.matches()) {
                    ofName.apply(site(object.group(2))).before(object.group(1), request.method());
                }
            }

            @Override
            public void after(
                    HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
                var object = OBJECT.matcher(request.uri().getPath());
                if (WRITES.contains(request.method()) && object.matches()) {
                    ofName.apply(site(object.group(2))).after(object.group(1), request.method());
                }
            }
        };
    }

    /** The snapshot before a restore, and the VM of one, are named after it; the trunk of a VLAN, after that. */
    private static String site(String object) {
        return object.replaceFirst("(-trunk)?(-new)?(-undo)?$", "");
    }

    private void before(String what, String method) {
        boolean counts = blade == Blade.KILLS && kinds.contains(what) && !(fallen || point == NEVER);
        if (counts && count(method + " " + what) > point) {
            fall(method + " " + what);
        }
        if (isDead()) {
            throw new IllegalStateException("killed");
        }
    }

    private void after(String what, String method) {
        if (blade == Blade.KILLS && kinds.contains(what) && !fallen && writes.get() == point) {
            fall(method + " " + what);
        }
    }
}
