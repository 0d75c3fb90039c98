package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random specs over random pools: what is planned is what is done, the next plan is its rest, and the end is as asked. */
class PlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 2_000);
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "net"), "uid-1");

    private static final class Case {
        final Random random;
        final ModelPool pool = new ModelPool();
        final List<String> hosts = new ArrayList<>();
        final Map<String, String> networks = new HashMap<>();
        final boolean approves;
        final DesiredNetwork want;

        Case(long seed) {
            random = Seeds.random(seed);
            approves = seed % 2 == 0; // the first draws of neighbouring seeds are alike
            for (int i = 1; i <= 1 + random.nextInt(3); i++) {
                boolean live = i == 1 || random.nextInt(5) > 0;
                String metrics = pool.add("host_metrics", "live", live);
                hosts.add(pool.add("host", "name_label", "host" + i, "metrics", metrics));
            }
            pool.add("pool", "master", hosts.getFirst());
            network("mgmt", "eth0", true);
            network("lan", "eth1", false);
            network("dmz", "eth2", false);
            if (random.nextInt(3) == 0) {
                String other = bare("other");
                trunkOf("lan")
                        .ifPresent(trunk -> pool.apply(
                                new NetworkAction.MakeVlan(
                                        new io.xcpoperator.xapi.types.PifRef(trunk), 20 + 10 * random.nextInt(2)),
                                other));
            }
            if (random.nextInt(3) == 0) {
                vm(networks.get(List.of("mgmt", "lan", "dmz").get(random.nextInt(3))));
            }
            want = new DesiredNetwork(
                    ME,
                    form(),
                    new Wanted("net", maybe("described"), maybe(List.of("a", "b"))),
                    Optional.ofNullable(maybe(random.nextBoolean() ? 9000L : 1500L)),
                    Optional.ofNullable(maybe(random.nextBoolean())),
                    addresses(),
                    true);
        }

        private <T> T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }

        private String bare(String name) {
            return pool.add(
                    "network",
                    "name_label",
                    name,
                    "MTU",
                    1500L,
                    "other_config",
                    new HashMap<>(),
                    "tags",
                    List.of(),
                    "purpose",
                    List.of());
        }

        private void network(String name, String device, boolean management) {
            String network = bare(name);
            networks.put(name, network);
            for (String host : hosts) {
                if (management || random.nextInt(6) > 0) {
                    String pif = pool.pif(network, host, device, -1);
                    pool.get(pif).putAll(Map.of("physical", true, "management", management));
                    if (random.nextInt(8) == 0) {
                        pool.get(pif).put("ip_configuration_mode", "DHCP");
                    }
                }
            }
        }

        private Optional<String> trunkOf(String name) {
            return pool.all("PIF")
                    .filter(pif -> pif.getValue().get("network").equals(networks.get(name)))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private void vm(String network) {
            String vm = pool.add(
                    "VM",
                    "name_label",
                    "web",
                    "power_state",
                    "Running",
                    "resident_on",
                    hosts.getFirst(),
                    "other_config",
                    new HashMap<>());
            if (random.nextBoolean()) {
                pool.get(vm).put("other_config", new HashMap<>(Map.of("xcp-operator.io/owner", "somebody's")));
            }
            pool.add(
                    "VIF",
                    "VM",
                    vm,
                    "network",
                    network,
                    "currently_attached",
                    true,
                    "allowed_operations",
                    List.of("unplug"));
        }

        private NetworkRecord record(String name) {
            return pool.view().network(new NetworkRef(networks.get(name))).orElseThrow();
        }

        private DesiredNetwork.Form form() {
            return switch (random.nextInt(5)) {
                case 0 -> new DesiredNetwork.Form.HostInternal();
                case 1 ->
                    new DesiredNetwork.Form.Existing(
                            new NameOrUuid(List.of("mgmt", "lan", "dmz").get(random.nextInt(3)), null));
                case 2 ->
                    new DesiredNetwork.Form.Bonded(
                            random.nextInt(4) == 0 ? List.of("eth0", "eth1") : List.of("eth1", "eth2"),
                            random.nextBoolean() ? BondMode.LACP : BondMode.ACTIVE_BACKUP);
                default ->
                    new DesiredNetwork.Form.Vlan(
                            20 + 10 * random.nextInt(3),
                            new Resolved.Found<>(record(random.nextBoolean() ? "lan" : "dmz")));
            };
        }

        private List<DesiredNetwork.Address> addresses() {
            if (random.nextInt(3) > 0) {
                return List.of();
            }
            String host = hosts.get(random.nextInt(hosts.size()));
            HostRecord record = pool.view().host(new HostRef(host)).orElseThrow();
            return List.of(new DesiredNetwork.Address(
                    "hostAddresses[x]",
                    new Resolved.Found<>(record),
                    random.nextBoolean() ? Subnet.parse("192.168.20.11/24") : Optional.empty()));
        }

        NetworkMemory memory(Optional<String> approved) {
            List<Approval> latched = approved.map(
                            hash -> List.of(new Approval(Approvals.OUTAGE, hash, NOW.toString(), null)))
                    .orElse(List.of());
            return new NetworkMemory(
                    known(), Optional.of(MadeKey.token(ME.uid(), "token")), new Approvals(latched), Optional.empty());
        }

        private Optional<String> known() {
            return pool.view().networks().stream()
                    .filter(network -> Identity.of(network, ME) instanceof Ownership.Ours)
                    .map(network -> network.uuid().value())
                    .findFirst();
        }

        Identity identity() {
            return Identity.find(want, pool.view(), memory(Optional.empty()), "home");
        }

        NetworkPlan plan() {
            return new NetworkPlanner(want, pool.view(), memory(Optional.empty()), NOW).plan(identity());
        }

        List<Step> now() {
            NetworkPlan plan = plan();
            Optional<String> approved = approves ? plan.outage().map(Outage::hash) : Optional.empty();
            return Gated.split(
                            plan,
                            ManagementGate.WRITE,
                            new WriteState.Open(),
                            memory(approved).approvals())
                    .now();
        }

        Optional<NetworkRecord> there() {
            return identity() instanceof Identity.There(var network, var _) ? Optional.of(network) : Optional.empty();
        }
    }

    private static List<String> words(List<Step> steps) {
        return steps.stream()
                .map(step -> step.action().calls() + " " + step.why())
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneAndTheNextPlanIsTheRest() {
        int calls = 0;
        int hindered = 0;
        int outages = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case of = new Case(seed);
            String foreign = others(of);
            String as = "seed " + seed;
            outages += of.plan().outage().isPresent() ? 1 : 0;
            List<Step> rest = of.now();
            for (int i = 0; !rest.isEmpty(); i++) {
                assertThat(i).as(as).isLessThan(60);
                Step first = rest.getFirst();
                of.pool.apply(
                        first.action(), of.there().map(n -> n.ref().value()).orElse(null));
                calls++;
                List<Step> next = of.now();
                assertThat(words(next))
                        .as("%s, after %s", as, first.why())
                        .isEqualTo(words(rest.subList(1, rest.size())));
                rest = next;
            }
            assertThat(of.now()).as(as).isEmpty();
            assertThat(of.pool.view().networks().stream().filter(n -> Identity.of(n, ME) instanceof Ownership.Ours))
                    .as(as)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(others(of)).as("%s: what is another's", as).isEqualTo(foreign);
            if (of.plan().hindrances().isEmpty() && of.plan().outage().isEmpty()) {
                assertThatItIsAsAsked(of, as);
            } else {
                hindered++;
            }
        }
        System.out.printf(
                "networks: %d random pools, %d calls, %d outages, %d hindered or waiting%n",
                CASES, calls, outages, hindered);
        assertThat(calls).isGreaterThan(CASES);
        assertThat(outages).isGreaterThan(CASES / 50);
    }

    /** All VLANs, interfaces with the management, and networks that are not the resource's. */
    private static String others(Case of) {
        PoolView view = of.pool.view();
        return view.networks().stream()
                .filter(network -> !MadeKey.isOf(network, ME.uid())
                        && !(Identity.of(network, ME) instanceof Ownership.Ours)
                        && !of.there().map(NetworkRecord::ref).equals(Optional.of(network.ref())))
                .map(network -> network + " "
                        + view.pifsOf(network.ref()).stream()
                                .filter(pif -> pif.management() || pif.vlan() >= 0)
                                .toList())
                .sorted()
                .toList()
                .toString();
    }

    private static void assertThatItIsAsAsked(Case of, String as) {
        PoolView view = of.pool.view();
        NetworkRecord network = of.there().orElseThrow();
        of.want.mtu().ifPresent(mtu -> assertThat(network.mtu()).as(as).isEqualTo(mtu));
        of.want
                .nbd()
                .ifPresent(nbd -> assertThat(network.purpose().isEmpty()).as(as).isNotEqualTo(nbd));
        if (of.want.form() instanceof DesiredNetwork.Form.Vlan(long tag, Resolved.Found<NetworkRecord>(var trunk))) {
            for (HostRecord host : Interfaces.live(view)) {
                assertThat(Interfaces.on(host, network, view).map(pif -> pif.vlan()))
                        .as("%s: %s has the VLAN where it has the trunk", as, host.nameLabel())
                        .isEqualTo(Interfaces.on(host, trunk, view).map(_ -> tag));
            }
        }
        assertThat(view.vifs())
                .as(as)
                .allSatisfy(vif -> assertThat(vif.currentlyAttached()).isTrue());
    }
}
