package io.xcpoperator.operator.testing;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One change that a site goes through.
 *
 * @param given brings it to where the change begins; empty when the change makes all
 * @param there when the change is carried out
 * @param check what must hold then, beside what holds in every story
 */
public record CrashStory<S extends CrashSite>(
        String name, List<Given<S>> given, Consumer<S> change, Predicate<S> there, Consumer<S> check) {
    /** A step towards the start of a story, and when it is done. */
    public record Given<S extends CrashSite>(Consumer<S> step, Predicate<S> done) {}

    /** Further lines of a spec, under what the YAML ends with. */
    public static String lines(String... lines) {
        return Stream.of(lines).map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name;
    }
}
