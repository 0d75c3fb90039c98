package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.api.v1alpha1.storage.LocalDevice;
import io.xcpoperator.api.v1alpha1.storage.Nfs;
import io.xcpoperator.api.v1alpha1.storage.Smb;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.HostLife;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random specs over random pools: what is planned is what is done, the next plan is its rest, and the end is as asked. */
class StoragePlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 3_000);
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Owner ME = StorageModel.ME;
    private static final String ON_DISK = "0d400000-0000-4000-8000-000000000001";

    private static final class Case {
        final Random random;
        final StorageModel pool = new StorageModel();
        final List<String> hosts = new ArrayList<>();
        final boolean approves;
        final DesiredStorage want;

        Case(long seed) {
            random = Seeds.random(seed);
            approves = seed % 2 == 0;
            for (int i = 1; i <= 1 + random.nextInt(3); i++) {
                hosts.add(pool.host("host" + i, i == 1 || random.nextInt(5) > 0));
            }
            pool.add(
                    "pool",
                    "master",
                    hosts.getFirst(),
                    "other_config",
                    random.nextInt(10) == 0 ? Map.of("rolling_upgrade_in_progress", "true") : Map.of());
            Backing backing = backing();
            want = new DesiredStorage(
                    ME,
                    new DesiredStorage.Form.Made(
                            backing,
                            backing.probed() && random.nextInt(3) == 0 ? Optional.of(ON_DISK) : Optional.empty(),
                            backing.type().equals("nfs") && random.nextInt(3) == 0),
                    new Wanted("NAS", maybe("described"), maybe(List.of("a", "b"))),
                    StorageDeletionPolicy.Retain);
            if (random.nextBoolean()) {
                pool.there.add(new FoundStorage(ON_DISK, null, null));
            }
            String foreign = pool.storage("somebody's", Map.of("server", "other", "serverpath", "/x"), hosts);
            if (random.nextInt(6) == 0) {
                pool.get(foreign).put("name_description", MakingText.ofNew("uid-of-another/x"));
            }
            if (random.nextInt(2) == 0) {
                begun(backing);
            }
        }

        private Backing backing() {
            var backings = new Backings(
                    _ -> new Resolved.Found<>(
                            pool.view().host(new HostRef(hosts.getLast())).orElseThrow()),
                    "infra");
            return switch (random.nextInt(5)) {
                case 0 -> backings.device("ext", new LocalDevice(new LocalRef("h"), "/dev/disk/by-id/one"));
                case 1 -> backings.isoNfs(new Nfs("nas", "/isos", null));
                case 2 -> backings.smb(new Smb("nas", "/vms", new LocalRef("login")));
                default -> backings.nfs(new Nfs("nas", "/vms", null));
            };
        }

        /** One that an earlier round made, or an earlier process left half-made. */
        private void begun(Backing backing) {
            List<String> its = backing.shared() ? hosts : List.of(hosts.getLast());
            String sr = pool.storage("old name", backing.config(), its);
            pool.get(sr).putAll(Map.of("type", backing.type(), "shared", backing.shared()));
            if (random.nextBoolean()) {
                String token = MakingText.token(ME.uid(), "token");
                pool.get(sr)
                        .put(
                                "name_description",
                                random.nextBoolean() ? MakingText.ofNew(token) : MakingText.ofFound(token));
            }
            if (random.nextInt(4) > 0
                    || !pool.get(sr).get("name_description").toString().contains("=")) {
                String owner = random.nextInt(8) == 0 ? "somebody" : ME.key().name();
                StorageModel.otherConfig(pool.get(sr))
                        .put(
                                OwnerMark.KEY,
                                new OwnerMark("c1", "infra", owner, ME.uid(), (String)
                                                pool.get(sr).get("uuid"))
                                        .toString());
            }
            if (random.nextInt(8) == 0) {
                StorageModel.otherConfig(pool.get(sr)).put("xo:maintenanceState", "{}");
            }
            pool.all("PBD")
                    .filter(pbd -> pbd.getValue().get("SR").equals(sr) && random.nextInt(3) == 0)
                    .forEach(pbd -> {
                        if (random.nextBoolean()) {
                            pbd.getValue().put("currently_attached", false);
                        } else {
                            pool.objects.remove(pbd.getKey());
                        }
                    });
        }

        private <T> T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }

        StorageMemory memory(List<Approval> approvals) {
            return new StorageMemory(
                    Optional.empty(),
                    Optional.of(MakingText.token(ME.uid(), "token")),
                    new Approvals(approvals),
                    Optional.empty());
        }

        Identity identity() {
            return Identity.find(want, pool.view(), memory(List.of()), "home");
        }

        StoragePlan plan() {
            return new StoragePlanner(want, pool.view(), memory(List.of()), pool.known, NOW).plan(identity());
        }

        List<Step> now() {
            StoragePlan plan = plan();
            List<Approval> approvals = plan.format().stream()
                    .filter(_ -> approves)
                    .map(format -> new Approval(Approvals.FORMAT, format.subject(), NOW.toString(), null))
                    .toList();
            return Gated.split(plan, ManagementGate.WRITE, new WriteState.Open(), new Approvals(approvals))
                    .now();
        }

        String there() {
            return identity() instanceof Identity.There(var storage, var _)
                    ? storage.ref().value()
                    : null;
        }

        String others() {
            return pool.all("SR")
                    .filter(sr -> !sr.getKey().equals(there()))
                    .map(Object::toString)
                    .collect(Collectors.joining());
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
        int made = 0;
        int attached = 0;
        int hindered = 0;
        int asked = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case of = new Case(seed);
            String as = "seed " + seed;
            String foreign = of.others();
            boolean absent = of.identity() instanceof Identity.Absent;
            boolean upgrade =
                    of.pool.view().pool().orElseThrow().otherConfig().containsKey("rolling_upgrade_in_progress");
            List<Step> rest = of.now();
            for (int i = 0; !rest.isEmpty(); i++) {
                assertThat(i).as(as).isLessThan(60);
                Step first = rest.getFirst();
                of.pool.apply(first.action(), of.there(), NOW);
                calls++;
                List<Step> next = of.now();
                // a probe tells what could not be known before: the rest goes on, or nothing does
                if (!(first.action() instanceof StorageAction.Probe && next.isEmpty())) {
                    assertThat(words(next))
                            .as("%s, after %s", as, first.why())
                            .isEqualTo(words(rest.subList(1, rest.size())));
                }
                rest = next;
            }
            assertThat(of.pool.created).as(as).isLessThanOrEqualTo(absent && !upgrade ? 1 : 0);
            DesiredStorage.Form.Made form = of.want.made().orElseThrow();
            boolean empty = of.pool.there.isEmpty() || !form.backing().probed() || form.beside();
            boolean leave = form.backing().formats().isEmpty() || of.approves;
            assertThat(of.pool.created)
                    .as("%s: made over what is there, or without leave", as)
                    .isLessThanOrEqualTo(empty && leave ? 1 : 0);
            assertThat(of.others()).as("%s: what is another's", as).isEqualTo(foreign);
            StoragePlan end = of.plan();
            boolean waits = !end.hindrances().isEmpty() || end.format().isPresent();
            hindered += end.hindrances().isEmpty() ? 0 : 1;
            asked += end.format().isPresent() ? 1 : 0;
            made += of.pool.created;
            attached += absent && of.there() != null && of.pool.created == 0 ? 1 : 0;
            if (!waits) {
                assertThatItIsAsAsked(of, as);
            }
        }
        System.out.printf(
                "storage: %d random pools, %d steps, %d made, %d attached, %d hindered, %d wait for approval%n",
                CASES, calls, made, attached, hindered, asked);
        assertThat(List.of(made, attached, hindered, asked))
                .allSatisfy(count -> assertThat(count).isGreaterThan(20));
    }

    private static void assertThatItIsAsAsked(Case of, String as) {
        PoolView view = of.pool.view();
        var storage = view.sr(new SrRef(of.there())).orElseThrow();
        assertThat(Identity.of(storage, ME)).as(as).isInstanceOf(Ownership.Ours.class);
        assertThat(storage.nameLabel()).as(as).isEqualTo("NAS");
        assertThat(storage.nameDescription()).as(as).doesNotContain("xcp-operator.io");
        assertThat(CreatedKey.isOn(storage) || of.pool.created == 0).as(as).isTrue();
        boolean shared = of.want.made().orElseThrow().backing().shared();
        assertThat(view.pbdsOf(storage.ref()).stream()
                        .filter(pbd -> pbd.currentlyAttached())
                        .count())
                .as(as)
                .isGreaterThanOrEqualTo(
                        shared
                                ? view.hosts().stream()
                                        .filter(host -> HostLife.isLive(host, view))
                                        .count()
                                : HostLife.isLive(
                                                view.host(new HostRef(of.hosts.getLast()))
                                                        .orElseThrow(),
                                                view)
                                        ? 1
                                        : 0);
    }
}
