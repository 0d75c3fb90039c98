package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.adopt.CallsOn;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.status.Failures;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.types.Ipv6ConfigurationMode;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls it is told to, in order, up to the first that fails or that needs what an earlier one makes. What
 * destroys or interrupts looks at its object once more before (S1).
 */
final class NetworkExecutor {
    private static final Logger log = LoggerFactory.getLogger(NetworkExecutor.class);

    private NetworkExecutor() {}

    /** What was seen first is not so any more. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }

    /** @param uid of the resource: what is destroyed must be its */
    static Outcome execute(PoolHandle pool, Optional<NetworkRecord> network, List<Step> steps, String uid) {
        if (steps.isEmpty()) {
            return new Outcome.Settled();
        }
        String what = "";
        try {
            for (Step step : steps) {
                what = "change network %s (%s)".formatted(step.on(), step.why());
                if (step.action() instanceof NetworkAction.Create create) {
                    create(pool, create, uid);
                    logged(pool, step);
                    break;
                }
                if (step.action().isOnNewInterface()) {
                    break;
                }
                settled(
                        step.action(),
                        () -> run(step.action(), pool, network.orElseThrow().ref(), uid));
                logged(pool, step);
            }
            pool.catchUp();
            return new Outcome.Acted();
        } catch (Changed e) {
            return new Outcome.Retry(Reason.Changed, String.valueOf(e.getMessage()), Duration.ofSeconds(1));
        } catch (PoolException e) {
            return Failures.outcome(e, what, pool.view());
        }
    }

    private static void logged(PoolHandle pool, Step step) {
        log.atInfo()
                .addKeyValue("pool", pool.key())
                .addKeyValue("object", step.on())
                .addKeyValue("op", step.action().calls().getLast())
                .log("network changed");
    }

    /** What is so already is no failure: an answer was lost, or somebody was faster. */
    private static void settled(NetworkAction action, Runnable call) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!isSoAlready(action).contains(e.code())) {
                throw e;
            }
        }
    }

    private static Set<String> isSoAlready(NetworkAction action) {
        return switch (action) {
            case NetworkAction.PlugVif _ -> Set.of("DEVICE_ALREADY_ATTACHED");
            case NetworkAction.UnplugVif _ -> Set.of("DEVICE_ALREADY_DETACHED");
            case NetworkAction.MakeBond _ -> Set.of("PIF_ALREADY_BONDED", "NETWORK_ALREADY_CONNECTED");
            case NetworkAction.DestroyVlan _, NetworkAction.DestroyBond _, NetworkAction.DestroyNetwork _ ->
                Set.of("HANDLE_INVALID");
            case NetworkAction.Create _,
                    NetworkAction.Label _,
                    NetworkAction.AddPurpose _,
                    NetworkAction.RemovePurpose _,
                    NetworkAction.SetMtu _,
                    NetworkAction.MakeVlans _,
                    NetworkAction.MakeVlan _,
                    NetworkAction.SetBondMode _,
                    NetworkAction.Plug _,
                    NetworkAction.Unplug _,
                    NetworkAction.Claim _,
                    NetworkAction.Unclaim _,
                    NetworkAction.SetAddress _,
                    NetworkAction.SetIpv6Address _ -> Set.of();
        };
    }

    /** A request of an earlier round may have come through unseen: the pool is read up to now before another is sent. */
    private static void create(PoolHandle pool, NetworkAction.Create create, String uid) {
        boolean there = pool.freshView().networks().stream().anyMatch(network -> MadeKey.isOf(network, uid));
        if (!there) {
            pool.calls().network().create(create.network());
        }
    }

    private static void run(NetworkAction action, PoolHandle pool, NetworkRef network, String uid) {
        XapiCalls calls = pool.calls();
        switch (action) {
            case NetworkAction.Create _ -> throw new IllegalStateException("made before there was a network");
            case NetworkAction.Label(var label) -> new CallsOn<>(calls.network(), network).call(label);
            case NetworkAction.AddPurpose(var purpose) -> calls.network().addPurpose(network, purpose);
            case NetworkAction.RemovePurpose(var purpose) -> calls.network().removePurpose(network, purpose);
            case NetworkAction.SetMtu(long mtu) -> {
                requireOurs(network, calls, uid);
                calls.network().setMtu(network, mtu);
            }
            case NetworkAction.MakeVlans(PifRef trunk, long tag) -> calls.pool().createVlanFromPif(trunk, network, tag);
            case NetworkAction.MakeVlan(PifRef trunk, long tag) -> calls.vlan().create(trunk, tag, network);
            case NetworkAction.MakeBond(var members, var mode) -> {
                members.forEach(member -> notManagement(member, calls));
                calls.bond().create(network, members, "", mode, Map.of());
            }
            case NetworkAction.SetBondMode(var bond, var mode) -> {
                stillOurs(calls.bond().getRecord(bond).master(), network, calls, uid);
                calls.bond().setMode(bond, mode);
            }
            case NetworkAction.Plug(PifRef pif) -> calls.pif().plug(pif);
            case NetworkAction.Unplug(PifRef pif) -> {
                stillOurs(pif, network, calls, uid);
                calls.pif().unplug(pif);
            }
            case NetworkAction.PlugVif(var vif) -> calls.vif().plug(vif);
            case NetworkAction.UnplugVif(var vif) -> {
                if (!calls.vif().getRecord(vif).network().equals(network)) {
                    throw new Changed("an interface of a VM was moved to another network; not touched");
                }
                requireOurs(network, calls, uid);
                calls.vif().unplug(vif);
            }
            case NetworkAction.Claim(var vm, String key, String value, boolean replaces) -> {
                if (replaces) {
                    calls.vm().removeFromOtherConfig(vm, key);
                }
                calls.vm().addToOtherConfig(vm, key, value);
            }
            case NetworkAction.Unclaim(var vm, String key) -> calls.vm().removeFromOtherConfig(vm, key);
            case NetworkAction.SetAddress(PifRef pif, var mode, var ip, var netmask, var gateway, var dns) -> {
                stillOurs(pif, network, calls, uid);
                calls.pif().reconfigureIp(pif, mode, ip, netmask, gateway, dns);
            }
            case NetworkAction.SetIpv6Address(PifRef pif, var address, var gateway, var dns) -> {
                stillOurs(pif, network, calls, uid);
                calls.pif().reconfigureIpv6(pif, Ipv6ConfigurationMode.STATIC, address, gateway, dns);
            }
            case NetworkAction.DestroyVlan(PifRef pif, var vlan) -> {
                goesWith(pif, network, calls, uid);
                calls.vlan().destroy(vlan);
            }
            case NetworkAction.DestroyBond(PifRef pif, var bond) -> {
                goesWith(pif, network, calls, uid);
                calls.bond().destroy(bond);
            }
            case NetworkAction.DestroyNetwork(NetworkRef doomed) -> destroy(doomed, calls, uid);
        }
    }

    private static PifRecord notManagement(PifRef pif, XapiCalls calls) {
        PifRecord record = calls.pif().getRecord(pif);
        if (record.management()) {
            throw new Changed(record.device() + " became the management interface of its host; not touched");
        }
        return record;
    }

    private static void stillOn(PifRef pif, NetworkRef network, XapiCalls calls) {
        if (!notManagement(pif, calls).network().equals(network)) {
            throw new Changed("an interface belongs to another network now; not touched");
        }
    }

    private static void stillOurs(PifRef pif, NetworkRef network, XapiCalls calls, String uid) {
        stillOn(pif, network, calls);
        requireOurs(network, calls, uid);
    }

    private static void goesWith(PifRef pif, NetworkRef network, XapiCalls calls, String uid) {
        stillOurs(pif, network, calls, uid);
        requireUnused(network, calls);
    }

    /** A VM that was put on it a moment ago may not be in what the plan has seen. */
    private static void requireUnused(NetworkRef network, XapiCalls calls) {
        if (!calls.network().getVifs(network).isEmpty()) {
            throw new Changed("a VM uses the network now; nothing of it is destroyed");
        }
    }

    private static void requireOurs(NetworkRef network, XapiCalls calls, String uid) {
        NetworkRecord record = calls.network().getRecord(network);
        boolean ours = MadeKey.isOf(record, uid)
                || OwnerMark.own(record.otherConfig(), record.uuid().value())
                        .filter(mark -> mark.resourceUid().equals(uid))
                        .isPresent();
        if (!ours) {
            throw new Changed("network %s is no longer this resource's; not touched".formatted(record.nameLabel()));
        }
    }

    /** XAPI would take interfaces of halted VMs away with the network (recording 05-014). */
    private static void destroy(NetworkRef doomed, XapiCalls calls, String uid) {
        requireOurs(doomed, calls, uid);
        requireUnused(doomed, calls);
        calls.network().destroy(doomed);
    }
}
