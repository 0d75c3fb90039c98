package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.testing.CrashLab;
import io.xcpoperator.operator.testing.CrashStories;
import io.xcpoperator.operator.testing.CrashStories.Cleaning;
import io.xcpoperator.operator.testing.CrashStory;
import io.xcpoperator.operator.testing.CrashStory.Given;
import io.xcpoperator.operator.testing.CutPoints;
import io.xcpoperator.operator.testing.Guillotine;
import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at a write for an image, to the pool or to the API server: at each kind of a story's writes once
 * ({@link CutPoints}). Another one goes on, and there is one whole image, or none, and no task of ours.
 */
class ImageCrashTest {
    private static final byte[] DISK = FetchTest.disk(2);
    private static final ImageServer WEB = new ImageServer();

    @TempDir
    private static Path folder;

    static Stream<CrashStory<ImageSite>> stories() {
        return Stream.of(
                new CrashStory<>(
                        "creation",
                        List.of(),
                        site -> {
                            site.pool().faults().cutUploads(1 << 20, 1);
                            site.applyImage();
                        },
                        ImageSite::isReady,
                        site -> {
                            assertThat(site.disk().get("other_config").toString())
                                    .contains(ImageKeys.WHOLE, OwnerMark.KEY);
                            assertThat(site.content(DISK.length)).isEqualTo(DISK);
                        }),
                new CrashStory<>(
                        "deletion",
                        List.of(new Given<>(ImageSite::applyImage, ImageSite::isReady)),
                        ImageSite::delete,
                        ImageSite::isGone,
                        site -> assertThat(site.disks()).isEmpty()),
                new CrashStory<>(
                        "deletion that retains the image",
                        List.of(new Given<>(site -> site.applyImage("deletionPolicy: Retain"), ImageSite::isReady)),
                        ImageSite::delete,
                        ImageSite::isGone,
                        site -> assertThat(site.disk().get("other_config")).hasToString("{}")));
    }

    private static CrashStories<ImageSite> told;

    @BeforeAll
    static void start() {
        String url = WEB.serve("/disk.img", DISK);
        told = new CrashStories<>(
                new CrashLab<>(
                        "imgcrash",
                        Guillotine::overImages,
                        ground -> new ImageSite(ground, url),
                        Map.of(Setting.IMAGE_FOLDER, folder.toString(), Setting.IMAGE_ROOM, "64Mi")),
                stories().toList(),
                site -> {
                    assertThat(site.disks()).hasSizeLessThanOrEqualTo(1);
                    assertThat(site.tasks()).isEmpty();
                },
                new Cleaning<>(ImageSite::delete, ImageSite::isGone, ImageSite::clearPool));
    }

    @AfterAll
    static void stop() {
        told.close();
        WEB.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnByTheNextOperatorWhereverTheFirstIsKilled(CrashStory<ImageSite> story) {
        told.tell(story, Blade.KILLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void isCarriedOnWhicheverAnswerOfThePoolIsLost(CrashStory<ImageSite> story) {
        told.tell(story, Blade.SWALLOWS_THE_ANSWER);
    }
}
