package io.xcpoperator.operator.testing;

import io.xcpoperator.operator.testing.Guillotine.Blade;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stories of one kind of object, each told with a cut before its first write and one after each kind of write: the end is
 * the same.
 */
public final class CrashStories<S extends CrashSite> implements AutoCloseable {
    /**
     * Makes a site ready for the next story.
     *
     * @param objects deletes what the story applied
     * @param gone when nothing of that is left
     * @param pool takes away what it left in the pool on purpose
     */
    public record Cleaning<S extends CrashSite>(Consumer<S> objects, Predicate<S> gone, Consumer<S> pool) {}

    private final CrashLab<S> lab;
    private final Consumer<S> always;
    private final Cleaning<S> cleaning;
    private final Map<String, CutPoints> points;

    /** @param always what holds at the end of every story */
    public CrashStories(CrashLab<S> lab, List<CrashStory<S>> stories, Consumer<S> always, Cleaning<S> cleaning) {
        this.lab = lab;
        this.always = always;
        this.cleaning = cleaning;
        this.points = lab.rehearse(stories);
        clean(lab.sites(stories.size()));
    }

    /** Fails where a story has no end, or another one than uncut. */
    public void tell(CrashStory<S> story, Blade blade) {
        CutPoints cutPoints = Objects.requireNonNull(points.get(story.name()));
        List<Integer> at = blade == Blade.KILLS ? cutPoints.all() : cutPoints.ofPool();
        List<S> sites = lab.sites(at.size());
        try {
            List<String> cuts = lab.tell(story, sites, at, blade);
            sites.forEach(site -> check(site, story, cuts.get(sites.indexOf(site)), cutPoints.seed()));
        } finally {
            clean(sites);
        }
    }

    private void check(S site, CrashStory<S> story, String cut, long seed) {
        try {
            always.accept(site);
            story.check().accept(site);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s of %s, cut at %s, seed %d: %s".formatted(site.name(), story, cut, seed, e.getMessage()), e);
        }
    }

    private void clean(List<S> sites) {
        sites.forEach(site -> lab.over(site).disarm());
        AtOnce.forEach(sites, cleaning.objects());
        lab.awaitAll("ready for the next story", sites, cleaning.gone());
        sites.forEach(cleaning.pool());
    }

    @Override
    public void close() {
        lab.close();
    }
}
