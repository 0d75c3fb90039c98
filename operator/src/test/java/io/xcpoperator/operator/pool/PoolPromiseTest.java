package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.testing.Promised;
import io.xcpoperator.operator.testing.RecordedCalls;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.events.PoolMirror;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.SrRef;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan prints for a pool is what is sent. */
class PoolPromiseTest {
    private static final SrRef SR = new SrRef("OpaqueRef:sr");

    private static List<PoolAction> rows() {
        return List.of(
                new PoolAction.Claim(false),
                new PoolAction.Claim(true),
                new PoolAction.SetName("Home", "asked to"),
                new PoolAction.SetDescription("at home", "asked to"),
                new PoolAction.SetDefaultStorage(SR, "asked to"),
                new PoolAction.SetSuspendStorage(SR, "asked to"),
                new PoolAction.SetMigrationCompression(true, "asked to"),
                new PoolAction.AddTag("lab", "asked to"),
                new PoolAction.RemoveTag("lab", "asked to"),
                new PoolAction.SetKey("auto_poweron", "true", false, "asked to"),
                new PoolAction.SetKey("auto_poweron", "true", true, "asked to"),
                new PoolAction.SetKey("auto_poweron", "", true, "asked to"));
    }

    private static List<String> sent(PoolAction action) {
        var pool = new ValuePool();
        boolean marked = action instanceof PoolAction.Claim(boolean replaces) && replaces;
        var other = new ManagerMark("another", Clock.systemUTC().instant().minus(Duration.ofDays(1)));
        PoolRef ref = new PoolRef(
                pool.add("pool", "other_config", marked ? Map.of(ManagerMark.KEY, other.text()) : Map.of()));
        RecordedCalls now = pool.answering();
        if (action instanceof PoolAction.Claim) {
            new ManagerClaim(
                            "home", "c1", Leadership.alone(), Clock.systemUTC(), () -> Optional.of(mirror(pool.view())))
                    .ensure(now.calls());
        }
        PoolExecutor.call(now.calls().pool(), ref, action);
        return now.sent();
    }

    /** It shows this, and is never behind. */
    private static PoolMirror mirror(PoolView view) {
        return (PoolMirror) Proxy.newProxyInstance(
                PoolMirror.class.getClassLoader(),
                new Class<?>[] {PoolMirror.class},
                (_, method, _) -> method.getReturnType() == PoolView.class ? view : null);
    }

    @Test
    void eachKindOfActionMakesTheCallsThatItNames() {
        Promised.isKept(PoolAction.class, rows(), Set.of(), PoolAction::calls, PoolPromiseTest::sent);
    }
}
