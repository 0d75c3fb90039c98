package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VMs that take their disks along, and disks that move alone (facts: storage motion; recordings 03, 10-005). */
final class StorageMotion implements Behaviour {
    /** So many at a time from one host. */
    private static final int MOST = 3;

    private final Domain domain;
    private final Volumes volumes;

    StorageMotion(Domain domain, Volumes volumes) {
        this.domain = domain;
        this.volumes = volumes;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.migrate_receive", StorageMotion::receive);
        messages.on("VM.assert_can_migrate", call -> {
            Row vm = call.row(0);
            Row to = destination(call);
            VmRules.refusal(vm, "migrate_send").ifPresent(refusal -> {
                throw refusal;
            });
            checked(call, vm, to);
            return Values.EMPTY;
        });
        messages.on("VM.migrate_send", this::send);
        messages.on("VDI.pool_migrate", this::moveDisk);
    }

    /** Where the data shall go: an address on that network, and leave to use it once. */
    private static Value receive(Call call) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        String address = address(host, call.row(1));
        String session = call.session().map(Row::ref).orElse("");
        var answer = new LinkedHashMap<String, String>();
        answer.put("host", host.ref());
        answer.put("session_id", session);
        answer.put("SM", "http://" + address + "/services/SM?session_id=" + session);
        answer.put("xenops", "http://" + address + "/services/xenops?session_id=" + session);
        answer.put("master", "http://" + call.world().coordinator().text("address") + "/");
        return Value.textMap(answer);
    }

    /** A host's address on a network; fails where it has none (recording 10-005). */
    static String address(Row host, Row network) {
        Row pif = network.followAll("PIFs").stream()
                .filter(p -> p.text("host").equals(host.ref()))
                .findFirst()
                .orElseThrow(() -> new XapiFailure("HOST_CANNOT_ATTACH_NETWORK", host.ref(), network.ref()));
        if (pif.text("ip_configuration_mode").equals("None")) {
            throw new XapiFailure("PIF_HAS_NO_NETWORK_CONFIGURATION", pif.ref());
        }
        if (pif.text("IP").isEmpty()) {
            throw new XapiFailure("INTERFACE_HAS_NO_IP", pif.ref());
        }
        return pif.text("IP");
    }

    private static Row destination(Call call) {
        Map<String, String> token = call.map(1);
        for (String key : List.of("host", "session_id", "SM", "xenops", "master")) {
            if (!token.containsKey(key)) {
                throw XapiFailure.internal("Not_found");
            }
        }
        return call.get("host", token.getOrDefault("host", ""));
    }

    /** What moves where; fails as the daemon does. */
    private Map<Row, Row> checked(Call call, Row vm, Row to) {
        call.world().requireNoUpgrade();
        if (!call.members(4).isEmpty()) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "VIF mapping is not allowed for intra-pool migration");
        }
        boolean running = vm.text("power_state").equals("Running");
        Optional<XapiFailure> held = Movable.immobile(vm)
                .or(() -> running ? Movable.processor(vm, to) : Optional.empty())
                .or(() -> running ? MigrationMessages.internalNetwork(vm, to) : Optional.empty())
                .or(() -> Placement.obstacleBesideDisks(vm, to));
        held.ifPresent(obstacle -> {
            throw obstacle;
        });
        Map<String, String> map = call.map(3);
        var moves = new LinkedHashMap<Row, Row>();
        for (Row vdi : disks(vm)) {
            if (!map.containsKey(vdi.ref())) {
                throw new XapiFailure("VDI_NOT_IN_MAP", vdi.ref());
            }
            Row sr = call.get("SR", map.getOrDefault(vdi.ref(), ""));
            if (!Placement.attached(sr, to)) {
                throw new XapiFailure("VM_REQUIRES_SR", vm.ref(), sr.ref());
            }
            if (!sr.ref().equals(vdi.text("SR"))) {
                requireUntracked(vdi);
                moves.put(vdi, sr);
            }
        }
        return moves;
    }

    private static List<Row> disks(Row vm) {
        return vm.followAll("VBDs").stream()
                .filter(vbd -> !vbd.text("type").equals("CD"))
                .flatMap(vbd -> vbd.follow("VDI").stream())
                .toList();
    }

    private static void requireUntracked(Row vdi) {
        List<Row> all = new java.util.ArrayList<>(vdi.followAll("snapshots"));
        all.add(vdi);
        all.stream().filter(one -> one.flag("cbt_enabled")).findFirst().ifPresent(one -> {
            throw new XapiFailure("VDI_CBT_ENABLED", one.ref());
        });
    }

    private Value send(Call call) {
        Row vm = call.row(0);
        Row to = destination(call);
        return VmOperations.run(call, vm, "migrate_send", () -> {
            requireRoom(call, vm);
            Map<Row, Row> moves = checked(call, vm, to);
            var motion = new Motion(call, volumes);
            moves.forEach(motion::add);
            boolean running = vm.text("power_state").equals("Running");
            boolean leaves = running && !vm.text("resident_on").equals(to.ref());
            vm.set("scheduled_to_be_resident_on", to.ref());
            try {
                motion.run(vm, to, leaves ? call.world().delays().migrate() : Duration.ZERO);
            } finally {
                vm.set("scheduled_to_be_resident_on", Value.NULL_REF);
            }
            if (leaves) {
                domain.move(vm, to);
            }
            return Value.of(vm.ref());
        });
    }

    private static void requireRoom(Call call, Row vm) {
        long under = call.database().all("VM").stream()
                .filter(other -> other != vm && other.text("resident_on").equals(vm.text("resident_on")))
                .filter(other -> other.map("current_operations").containsValue("migrate_send"))
                .count();
        if (under >= MOST) {
            throw new XapiFailure("TOO_MANY_STORAGE_MIGRATES", Integer.toString(MOST));
        }
    }

    /** Counts as a storage migration of the VM that has it. */
    private Value moveDisk(Call call) {
        Row vdi = call.row(0);
        Row sr = call.row(1);
        Row vm = vdi.followAll("VBDs").stream()
                .flatMap(vbd -> vbd.follow("VM").stream())
                .filter(one -> !one.flag("is_a_snapshot"))
                .findFirst()
                .orElseThrow(() -> new XapiFailure("VDI_NEEDS_VM_FOR_MIGRATE", vdi.ref()));
        return VmOperations.run(call, vm, "migrate_send", () -> {
            call.world().requireNoUpgrade();
            if (sr.ref().equals(vdi.text("SR"))) {
                return Value.of(vdi.ref());
            }
            requireRoom(call, vm);
            Row by = mover(call, vm, vdi, sr);
            requireUntracked(vdi);
            var motion = new Motion(call, volumes);
            motion.add(vdi, sr);
            motion.run(vm, by, Duration.ZERO);
            return Value.of(motion.now(vdi).ref());
        });
    }

    /** The host that does it: the one where the VM runs, else one that reaches both ends. */
    private static Row mover(Call call, Row vm, Row vdi, Row sr) {
        Optional<Row> here = vm.follow("resident_on");
        return call.database().all("host").stream()
                .filter(host -> here.isEmpty() || host == here.get())
                .filter(host -> HostState.answers(call.world(), host))
                .filter(host -> Placement.attached(sr, host)
                        && vdi.follow("SR")
                                .filter(own -> Placement.attached(own, host))
                                .isPresent())
                .findFirst()
                .orElseThrow(() -> new XapiFailure("SR_NOT_ATTACHED", sr.ref()));
    }
}
