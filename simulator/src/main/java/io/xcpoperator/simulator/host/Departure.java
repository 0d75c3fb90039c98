package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** VMs leaving a host, some at a time; the first that fails ends it, those on their way arrive. Under the world's lock. */
final class Departure {
    private static final Duration VERY_LONG = Duration.ofDays(30);

    private final Call call;
    private final World world;
    private final Row host;
    private final HostGuests guests;
    private final HostFlags flags;
    private final List<XapiFailure> failures = new ArrayList<>();
    private int underWay;

    Departure(Call call, Row host, HostGuests guests, HostFlags flags) {
        this.call = call;
        this.world = call.world();
        this.host = host;
        this.guests = guests;
        this.flags = flags;
    }

    void run(List<Row> vms, int batch) {
        int gone = 0;
        EvacuationPlan plan = EvacuationPlan.of(vms, HostEvacuation.targets(world.database(), host));
        for (Row vm : vms) {
            world.await(VERY_LONG, () -> (goesOn() && underWay < batch) || isOver());
            requireRight();
            if (vm.exists() && vm.text("resident_on").equals(host.ref())) {
                leave(vm, Optional.ofNullable(plan.targets().get(vm)));
            }
            gone++;
            call.progress((double) gone / (vms.size() + 1));
        }
        world.await(VERY_LONG, () -> underWay == 0);
        requireRight();
    }

    private boolean goesOn() {
        return !flags.stalled.contains(host.ref());
    }

    private boolean isOver() {
        return !failures.isEmpty() || !alive() || world.closed();
    }

    private boolean alive() {
        try {
            call.requireToolstack();
            call.checkpoint();
            return true;
        } catch (XapiFailure _) {
            return false;
        }
    }

    private void requireRight() {
        call.requireToolstack();
        call.checkpoint();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** Where it was meant to go, or if that is no more, where it can. */
    private void leave(Row vm, Optional<Row> planned) {
        List<Row> now = HostEvacuation.targets(world.database(), host);
        Row target = planned.filter(now::contains)
                .or(() -> now.stream()
                        .filter(candidate -> guests.obstacle(vm, candidate).isEmpty())
                        .findFirst())
                .orElseThrow(() -> new XapiFailure("NO_HOSTS_AVAILABLE", vm.ref()));
        if (world.delays().migrate().isZero()) {
            migrate(vm, target);
            return;
        }
        underWay++;
        Thread.ofVirtual()
                .name("departure")
                .start(() -> world.locked(() -> {
                    migrate(vm, target);
                    underWay--;
                }));
    }

    /** One that stopped meanwhile need not go. */
    private void migrate(Row vm, Row target) {
        try {
            guests.migrate(call, vm, target);
        } catch (XapiFailure failure) {
            if (vm.exists() && !failure.code().equals("VM_BAD_POWER_STATE")) {
                failures.add(failure);
            }
        }
    }
}
