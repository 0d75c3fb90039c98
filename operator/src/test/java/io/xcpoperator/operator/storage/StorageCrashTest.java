package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.testing.CrashLab;
import io.xcpoperator.operator.testing.CrashStories;
import io.xcpoperator.operator.testing.CrashStories.Cleaning;
import io.xcpoperator.operator.testing.CrashStory;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.CutPoints;
import io.xcpoperator.operator.testing.Guillotine;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at a write for a storage repository, to the pool or to the API server: at each kind of a story's writes
 * once ({@link CutPoints}). Another one goes on, and it ends as if nothing had been.
 */
class StorageCrashTest {
    private static final String FOUND = "0d400000-0000-4000-8000-00000000000a";

    static Stream<CrashStory<StorageSite>> stories() {
        return Stream.of(creation(), attachment(), deletion());
    }

    private static CrashStory<StorageSite> creation() {
        return new CrashStory<>(
                "creation",
                List.of(),
                site -> site.applyStorage("tags: [slow]", "description: kept"),
                StorageSite::isReady,
                site -> {
                    assertThat(site.storage())
                            .containsEntry("tags", List.of("slow"))
                            .containsEntry("name_description", "kept");
                    assertThat(site.storage().get("other_config").toString()).contains(CreatedKey.KEY);
                    connected(site);
                });
    }

    private static void connected(StorageSite site) {
        assertThat(site.connections())
                .hasSize(2)
                .allSatisfy(pbd -> assertThat(pbd).containsEntry("currently_attached", true));
    }

    private static CrashStory<StorageSite> attachment() {
        return new CrashStory<>(
                "attachment",
                List.of(new Given<>(
                        site -> site.pool()
                                .servers()
                                .plant(FOUND, "nfs", Map.of("server", "192.168.1.5", "serverpath", "/vms")),
                        _ -> true)),
                site -> site.applyStorage("attach: {uuid: %s}".formatted(FOUND)),
                StorageSite::isReady,
                site -> {
                    assertThat(site.storage()).containsEntry("uuid", FOUND).containsEntry("name_description", "");
                    assertThat(site.storage().get("other_config").toString()).doesNotContain(CreatedKey.KEY);
                    connected(site);
                });
    }

    private static CrashStory<StorageSite> deletion() {
        return new CrashStory<>(
                "deletion",
                List.of(new Given<>(site -> site.applyStorage("deletionPolicy: Delete"), StorageSite::isReady)),
                StorageSite::delete,
                StorageSite::isGone,
                site -> assertThat(site.storages()).isEmpty());
    }

    private static CrashStories<StorageSite> told;

    @BeforeAll
    static void start() {
        told = new CrashStories<>(
                new CrashLab<>("srcrash", Guillotine::overStorage, StorageSite::new),
                stories().toList(),
                site -> assertThat(site.storages()).hasSizeLessThanOrEqualTo(1),
                new Cleaning<>(StorageSite::delete, StorageSite::isGone, StorageCrashTest::clear));
    }

    private static void clear(StorageSite site) {
        site.clearPool();
        site.pool().servers().remove(FOUND);
    }

    @AfterAll
    static void stop() {
        told.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnByTheNextOperatorWhereverTheFirstIsKilled(CrashStory<StorageSite> story) {
        told.tell(story, Blade.KILLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnWhicheverAnswerOfThePoolIsLost(CrashStory<StorageSite> story) {
        told.tell(story, Blade.SWALLOWS_THE_ANSWER);
    }
}
