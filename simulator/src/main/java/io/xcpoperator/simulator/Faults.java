package io.xcpoperator.simulator;

import io.xcpoperator.simulator.dispatch.CallHook;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.XapiFailure;
import io.xcpoperator.simulator.wire.CutConnection;
import io.xcpoperator.simulator.wire.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What can go wrong on request. A kind of call is a full name ({@code VM.start}), a class with a star
 * ({@code VM.*}) or {@code *}; {@code Async.} makes no difference.
 */
public final class Faults implements CallHook {
    private record UploadCut(long after) {}

    private record Latency(String kind, Duration delay) {}

    private record Odd(String kind, RawAnswer.Body body) {}

    private final World world;
    private final Calls calls;
    private final HostControl hosts;
    private final List<Planned> planned = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final Queue<UploadCut> uploadCuts = new ConcurrentLinkedQueue<>();
    private final List<Odd> odd = new CopyOnWriteArrayList<>();

    Faults(World world, Calls calls, HostControl hosts) {
        this.world = world;
        this.calls = calls;
        this.hosts = hosts;
    }

    private enum What {
        ERROR,
        CUT_BEFORE,
        CUT_AFTER
    }

    /** A fault for the next calls of a kind. */
    private static final class Planned {
        private final String kind;
        private final What what;
        private final XapiFailure failure;
        private int left;

        Planned(String kind, What what, XapiFailure failure, int left) {
            this.kind = kind;
            this.what = what;
            this.failure = failure;
            this.left = left;
        }
    }

    /** Every call of the kind takes longer; zero ends that. */
    public void latency(String kind, Duration delay) {
        synchronized (latencies) {
            latencies.removeIf(latency -> latency.kind().equals(kind));
            if (!delay.isZero()) {
                latencies.add(new Latency(kind, delay));
            }
        }
    }

    /** The next {@code times} calls of the kind fail with that error, without effect. */
    public void fail(String kind, int times, String code, String... parameters) {
        plan(new Planned(kind, What.ERROR, new XapiFailure(code, parameters), times));
    }

    /** The next {@code times} calls of the kind find their connection cut before anything happened. */
    public void cutBefore(String kind, int times) {
        plan(new Planned(kind, What.CUT_BEFORE, new XapiFailure("cut"), times));
    }

    /** The next {@code times} calls of the kind have their effect, but the connection is cut before the answer. */
    public void cutAfter(String kind, int times) {
        plan(new Planned(kind, What.CUT_AFTER, new XapiFailure("cut"), times));
    }

    /** Every call of the kind is answered with this body, whatever it is, until {@link #clear}. */
    public void answer(String kind, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        odd.add(new Odd(kind, out -> {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
        }));
    }

    /** Every request of the kind is answered with exactly this, head and all, until {@link #clear}. */
    public void answerRaw(String kind, String whole) {
        odd.add(new Odd(kind, out -> out.write(whole.getBytes(StandardCharsets.UTF_8))));
    }

    /** Every call of the kind is answered with a body that never ends, until {@link #clear}. */
    public void endless(String kind, String start, String again) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + start).getBytes(StandardCharsets.UTF_8);
        byte[] chunk = again.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        odd.add(new Odd(kind, out -> {
            out.write(head);
            while (!odd.isEmpty()) {
                out.write(chunk);
            }
        }));
    }

    /** The next {@code times} uploads find their connection cut once so many bytes of one have come. */
    public void cutUploads(long afterBytes, int times) {
        for (int each = 0; each < times; each++) {
            uploadCuts.add(new UploadCut(afterBytes));
        }
    }

    @Override
    public boolean cutsUpload(long bytes) {
        UploadCut next = uploadCuts.peek();
        return next != null && bytes >= next.after() && uploadCuts.remove(next);
    }

    private void plan(Planned fault) {
        synchronized (planned) {
            planned.add(fault);
        }
    }

    /** Takes back every planned fault and latency. */
    public void clear() {
        synchronized (planned) {
            planned.clear();
        }
        synchronized (latencies) {
            latencies.clear();
        }
        odd.clear();
        uploadCuts.clear();
    }

    /** The host faults: down, up, restart, coordinator, sessions, storage. */
    public HostControl hosts() {
        return hosts;
    }

    @Override
    public void before(String method) {
        calls.count(method);
        Duration delay = delay(method);
        if (!delay.isZero()) {
            world.locked((java.util.function.Supplier<Boolean>) () -> {
                world.pause(delay);
                return true;
            });
        }
        odd.stream().filter(each -> matches(each.kind(), method)).findFirst().ifPresent(each -> {
            throw new RawAnswer(each.body());
        });
        switch (take(method, false)) {
            case null -> {}
            case Planned fault when fault.what == What.ERROR -> throw fault.failure;
            case Planned _ -> throw new CutConnection();
        }
    }

    @Override
    public void after(String method) {
        if (take(method, true) != null) {
            throw new CutConnection();
        }
    }

    private Duration delay(String method) {
        synchronized (latencies) {
            return latencies.stream()
                    .filter(latency -> matches(latency.kind(), method))
                    .map(Latency::delay)
                    .reduce(world.delays().call(), Duration::plus);
        }
    }

    @SuppressWarnings("NullAway") // null: no fault planned
    private Planned take(String method, boolean afterEffect) {
        synchronized (planned) {
            for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
                Planned fault = each.next();
                if (matches(fault.kind, method) && (fault.what == What.CUT_AFTER) == afterEffect) {
                    fault.left--;
                    if (fault.left <= 0) {
                        each.remove();
                    }
                    return fault;
                }
            }
            return null;
        }
    }

    private static boolean matches(String kind, String method) {
        return kind.equals("*")
                || kind.equals(method)
                || (kind.endsWith(".*") && method.startsWith(kind.substring(0, kind.length() - 1)));
    }
}
