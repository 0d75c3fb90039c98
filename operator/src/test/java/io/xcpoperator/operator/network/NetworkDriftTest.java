package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.SpecFields;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whatever somebody changes on a network behind our back is set right or, where nobody may be interrupted for it, told. */
class NetworkDriftTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "net"), "uid-1");
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    private static final XcpNetwork RESOURCE = new XcpNetwork();

    static {
        RESOURCE.setMetadata(
                new ObjectMetaBuilder().withUid(ME.uid()).withGeneration(1L).build());
    }

    /** Fields that are no state of the pool's, name what they belong to, or cannot be changed there. */
    private static final Set<String> NOT_IN_THE_POOL = Set.of(
            "managementPolicy",
            "poolRef",
            "existing", // which one it is; that it vanished is NetworkLifeTest's
            "hostInternal", // there is nothing of it but the network
            "vlan.trunkRef.namespace",
            "hostAddresses[].hostRef",
            "allowedNamespaces",
            "deletionPolicy");

    private record Row(String field, DesiredNetwork.Form form, Consumer<World> change, Predicate<World> right) {}

    /** Two hosts with the networks lan and dmz, and the network that the spec asks for, made as it asks. */
    private static final class World {
        final ModelPool pool = new ModelPool();
        final String one = host("host1");
        final String two = host("host2");
        final String lan = trunk("lan", "eth1");
        final String dmz = trunk("dmz", "eth2");
        final DesiredNetwork want;

        World(DesiredNetwork.Form form) {
            pool.add("pool", "master", one);
            want = new DesiredNetwork(
                    ME,
                    form,
                    new Wanted("net", "as it shall be", List.of("ours")),
                    Optional.of(9000L),
                    Optional.of(true),
                    List.of(address(one, Subnet.parse("192.168.20.11/24")), address(two, Optional.empty())),
                    true);
        }

        private String host(String name) {
            return pool.add("host", "name_label", name, "metrics", pool.add("host_metrics", "live", true));
        }

        private String trunk(String name, String device) {
            String network = pool.add("network", "name_label", name, "MTU", 1500L);
            List.of(one, two)
                    .forEach(host ->
                            pool.get(pool.pif(network, host, device, -1)).put("physical", true));
            return network;
        }

        private DesiredNetwork.Address address(String host, Optional<Subnet> fixed) {
            return new DesiredNetwork.Address(
                    "hostAddresses[x]",
                    new Resolved.Found<>(pool.view().host(new HostRef(host)).orElseThrow()),
                    fixed);
        }

        private Identity identity(PoolView view) {
            return Identity.find(want, view, memory(List.of()), "home");
        }

        private static NetworkMemory memory(List<Approval> approvals) {
            return new NetworkMemory(
                    Optional.empty(),
                    Optional.of(MadeKey.token(ME.uid(), "token")),
                    new Approvals(approvals),
                    Optional.empty());
        }

        NetworkPlan plan() {
            PoolView view = pool.view();
            return new NetworkPlanner(want, view, memory(List.of()), NOW).plan(identity(view));
        }

        /** With leave for whatever interrupts. */
        World settle() {
            for (int i = 0; i < 60; i++) {
                NetworkPlan plan = plan();
                List<Approval> leave = plan.outage().stream()
                        .map(outage -> new Approval(Approvals.OUTAGE, outage.hash(), NOW.toString(), null))
                        .toList();
                List<Step> now = Gated.split(
                                plan,
                                ManagementGate.WRITE,
                                new WriteState.Open(),
                                memory(leave).approvals())
                        .now();
                if (now.isEmpty()) {
                    return this;
                }
                pool.apply(now.getFirst().action(), ref());
            }
            throw new AssertionError("it never settles: " + plan());
        }

        private String ref() {
            return identity(pool.view()) instanceof Identity.There(NetworkRecord network, var _)
                    ? network.ref().value()
                    : null;
        }

        Map<String, Object> network() {
            return pool.get(ref());
        }

        Map<String, Object> pif(String host) {
            return pool.get(pifOf(host));
        }

        String pifOf(String host) {
            return pool.view().pifsOf(new NetworkRef(ref())).stream()
                    .filter(pif -> pif.host().value().equals(host))
                    .findFirst()
                    .orElseThrow()
                    .ref()
                    .value();
        }

        Map<String, Object> only(String type) {
            return pool.all(type).findFirst().orElseThrow().getValue();
        }
    }

    private static final Predicate<World> TOLD = world ->
            world.plan().hindrances().stream().anyMatch(why -> why.message().endsWith("; not touched"));

    private static DesiredNetwork.Form vlan() {
        var world = new World(new DesiredNetwork.Form.HostInternal());
        return new DesiredNetwork.Form.Vlan(
                20,
                new Resolved.Found<>(
                        world.pool.view().network(new NetworkRef(world.lan)).orElseThrow()));
    }

    private static Row on(String field, String member, Object other, Object wanted) {
        return new Row(
                field,
                vlan(),
                w -> w.network().put(member, other),
                w -> w.network().get(member).equals(wanted));
    }

    private static List<Row> rows() {
        var bond = new DesiredNetwork.Form.Bonded(List.of("eth1", "eth2"), BondMode.LACP);
        return List.of(
                on("nameLabel", "name_label", "renamed", "net"),
                on("description", "name_description", "changed", "as it shall be"),
                on("tags", "tags", List.of(), List.of("ours")),
                on("nbd", "purpose", List.of(), List.of("nbd")),
                on("mtu", "MTU", 1500L, 9000L),
                new Row(
                        "mtu",
                        vlan(),
                        w -> w.pif(w.two).put("MTU", 1500L),
                        w -> w.pif(w.two).get("MTU").equals(9000L)),
                new Row("vlan.tag", vlan(), w -> w.only("VLAN").put("tag", 30L), TOLD),
                new Row(
                        "vlan.trunkRef.name",
                        vlan(),
                        w -> w.only("VLAN")
                                .put(
                                        "tagged_PIF",
                                        w.pool.view()
                                                .pifsOf(new NetworkRef(w.dmz))
                                                .iterator()
                                                .next()
                                                .ref()
                                                .value()),
                        TOLD),
                new Row(
                        "vlan.tag",
                        vlan(),
                        w -> w.pif(w.one).put("currently_attached", false),
                        w -> w.pif(w.one).get("currently_attached").equals(true)),
                new Row(
                        "bond.mode",
                        bond,
                        w -> w.only("Bond").put("mode", "active-backup"),
                        w -> w.only("Bond").get("mode").equals("lacp")),
                new Row("bond.devices", bond, w -> w.only("Bond").put("slaves", List.of()), TOLD),
                new Row(
                        "hostAddresses[].address",
                        vlan(),
                        w -> w.pif(w.one).put("IP", "192.168.20.99"),
                        w -> w.pif(w.one).get("IP").equals("192.168.20.11")),
                new Row(
                        "hostAddresses[].mode",
                        vlan(),
                        w -> w.pif(w.two).put("ip_configuration_mode", "None"),
                        w -> w.pif(w.two).get("ip_configuration_mode").equals("DHCP")));
    }

    @Test
    void everyFieldIsSetRightOrTold() {
        Set<String> covered = new HashSet<>(NOT_IN_THE_POOL);
        rows().forEach(row -> covered.add(row.field()));
        assertThat(SpecFields.of(XcpNetworkSpec.class, NOT_IN_THE_POOL))
                .as("a row for each field")
                .containsExactlyInAnyOrderElementsOf(covered);
        for (Row row : rows()) {
            World world = new World(row.form()).settle();
            assertThat(world.plan().hindrances()).as(row.field()).isEmpty();
            if (row.right() != TOLD) {
                assertThat(row.right()).as("%s as it was made", row.field()).accepts(world);
            }
            row.change().accept(world);
            if (row.right() != TOLD) {
                assertThat(row.right())
                        .as("%s is not as somebody left it", row.field())
                        .rejects(world);
            }
            assertThat(row.right()).as("%s is told, or set right", row.field()).accepts(world.settle());
        }
    }

    private static NetworkPlan damped(World world, Contests contests) {
        NetworkPlan whole = world.plan();
        return whole.without(contests.damping(RESOURCE, whole.steps(), ", perhaps by a ghost", NOW));
    }

    private static void note(NetworkPlan plan, List<Step> made, Contests contests) {
        contests.note(
                RESOURCE,
                part -> Damping.isOpen(part, plan.all().toList(), false),
                new Contests.Made(made, new Outcome.Acted(), NOW));
    }

    /** What interrupts somebody is asked for anew each time, and so needs no damping. */
    @Test
    void whatAnotherSetsTimeAndAgainIsLeftToThemForAWhileAndTold() {
        Set<String> damped = new TreeSet<>();
        for (Row row : rows()) {
            World world = new World(row.form()).settle();
            var contests = new Contests();
            for (int i = 0; i < Contest.FREE; i++) {
                row.change().accept(world);
                NetworkPlan plan = damped(world, contests);
                assertThat(plan).as("%s, for the %dth time", row.field(), i).isEqualTo(world.plan());
                note(plan, plan.steps(), contests); // and no round sees it right: the other is quicker
                world.settle();
            }
            row.change().accept(world);
            NetworkPlan whole = world.plan();
            NetworkPlan rest = damped(world, contests);
            if (whole.steps().isEmpty()) {
                assertThat(rest).as(row.field()).isEqualTo(whole);
                continue;
            }
            damped.add(row.field());
            assertThat(rest.steps()).as(row.field()).isEmpty();
            assertThat(rest.hindrances()).as(row.field()).singleElement().satisfies(why -> {
                assertThat(why.reason()).isEqualTo(Reason.Contested);
                assertThat(why.message())
                        .startsWith(whole.steps().getFirst().why())
                        .contains("set right 5 times", "perhaps by a ghost", "left so until 2026-05-01T10:10:00Z");
            });
            world.network().put("name_label", "another");
            assertThat(damped(world, contests).steps())
                    .as("beside %s, what nobody fights over is set right", row.field())
                    .hasSize(row.field().equals("nameLabel") ? 0 : 1);
        }
        assertThat(damped)
                .containsExactlyInAnyOrder(
                        "nameLabel", "description", "tags", "nbd", "vlan.tag", "hostAddresses[].mode");
    }

    @Test
    void anAddressWaitsForTheInterfaceThatIsNotMadeMeanwhile() {
        World world = new World(vlan()).settle();
        String gone = world.pifOf(world.one);
        world.pool.objects.remove(world.pool
                .all("VLAN")
                .filter(vlan -> vlan.getValue().get("untagged_PIF").equals(gone))
                .findFirst()
                .orElseThrow()
                .getKey());
        world.pool.objects.remove(gone);
        NetworkPlan whole = world.plan();
        Set<String> made = Damping.parts(whole.steps().stream()
                .filter(step -> step.action().makesInterfaces())
                .toList());
        assertThat(made).hasSize(1);
        assertThat(whole.steps()).anyMatch(step -> step.action().isOnNewInterface());
        var lost = new Contest(Contest.FREE, NOW, NOW, true);
        NetworkPlan rest = whole.without(
                Damping.of(whole.steps(), part -> Optional.of(lost).filter(_ -> made.contains(part)), "", NOW));
        assertThat(rest.steps()).isEmpty();
    }
}
