package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.testing.CrashLab;
import io.xcpoperator.operator.testing.CrashStories;
import io.xcpoperator.operator.testing.CrashStories.Cleaning;
import io.xcpoperator.operator.testing.CrashStory;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.CutPoints;
import io.xcpoperator.operator.testing.Guillotine;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at a write for a network, to the pool or to the API server: at each kind of a story's writes once
 * ({@link CutPoints}). Another one goes on, and it ends as if nothing had been.
 */
class NetworkCrashTest {
    private static final String MADE = "nbd: Tls";

    static Stream<CrashStory<NetworkSite>> stories() {
        return Stream.of(creation(), outage(), deletion(), retention());
    }

    private static Given<NetworkSite> ready(String... lines) {
        return new Given<>(site -> site.applyVlan(lines), NetworkSite::isReady);
    }

    private static CrashStory<NetworkSite> creation() {
        return new CrashStory<>(
                "creation", List.of(), site -> site.applyVlan(MADE, "tags: [things]"), NetworkSite::isReady, site -> {
                    assertThat(site.vlan())
                            .containsEntry("purpose", List.of("nbd"))
                            .containsEntry("tags", List.of("things"));
                    assertThat((List<?>) site.vlan().get("PIFs")).hasSize(2);
                    assertThat(site.pool().direct().all("VLAN")).hasSize(2);
                });
    }

    private static CrashStory<NetworkSite> outage() {
        return new CrashStory<>(
                "an approved outage",
                List.of(
                        ready(MADE),
                        new Given<>(NetworkSite::runGuest, NetworkSite::guestToolsRun),
                        new Given<>(
                                site -> site.applyVlan(MADE, "mtu: 9000"),
                                site -> site.status().pendingChanges() != null)),
                site -> site.annotate(
                        "approve-outage", site.status().pendingChanges().hash()),
                site -> site.isReady() && site.status().pendingChanges() == null,
                site -> {
                    assertThat(site.vlan()).containsEntry("MTU", 9000L);
                    assertThat(site.vlan().get("other_config").toString()).doesNotContain(Replug.KEY);
                    assertThat(site.pifs())
                            .hasSize(2)
                            .allSatisfy(pif -> assertThat(pif)
                                    .containsEntry("MTU", 9000L)
                                    .containsEntry("currently_attached", true));
                    assertThat(site.guestNic()).containsEntry("currently_attached", true);
                    assertThat(site.guest().get("other_config").toString()).doesNotContain(Claim.VM_NETWORK.key());
                });
    }

    private static CrashStory<NetworkSite> deletion() {
        return new CrashStory<>("deletion", List.of(ready(MADE)), NetworkSite::delete, NetworkSite::isGone, site -> {
            assertThat(site.vlans()).isEmpty();
            assertThat(site.pool().direct().all("VLAN")).isEmpty();
        });
    }

    private static CrashStory<NetworkSite> retention() {
        return new CrashStory<>(
                "deletion that retains the network",
                List.of(ready(MADE, "tags: [things]", "deletionPolicy: Retain")),
                NetworkSite::delete,
                NetworkSite::isGone,
                site -> {
                    assertThat((List<?>) site.vlan().get("PIFs")).hasSize(2);
                    assertThat(site.vlan().get("other_config")).hasToString("{automatic=false}");
                });
    }

    private static CrashStories<NetworkSite> told;

    @BeforeAll
    static void start() {
        told = new CrashStories<>(
                new CrashLab<>("netcrash", Guillotine::overNetworks, NetworkSite::new),
                stories().toList(),
                site -> assertThat(site.vlans()).hasSizeLessThanOrEqualTo(1),
                new Cleaning<>(NetworkSite::clear, NetworkSite::isGone, NetworkSite::clearPool));
    }

    @AfterAll
    static void stop() {
        told.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnByTheNextOperatorWhereverTheFirstIsKilled(CrashStory<NetworkSite> story) {
        told.tell(story, Blade.KILLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnWhicheverAnswerOfThePoolIsLost(CrashStory<NetworkSite> story) {
        told.tell(story, Blade.SWALLOWS_THE_ANSWER);
    }
}
