package io.xcpoperator.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan names the calls of each action: each kind of action, carried out, makes these and no other. */
public final class Promised {
    private Promised() {}

    /**
     * @param family sealed; each kind needs a row
     * @param elsewhere kinds that another controller carries out, which makes the calls
     * @param printed the calls that an action names
     * @param sent those that it made on a pool that is as it was planned on
     */
    public static <A> void isKept(
            Class<A> family,
            List<A> rows,
            Set<Class<? extends A>> elsewhere,
            Function<A, List<String>> printed,
            Function<A, List<String>> sent) {
        Set<Class<?>> told = new HashSet<>(elsewhere);
        rows.forEach(row -> told.add(row.getClass()));
        assertThat(told).as("a row for each kind of %s", family.getName()).isEqualTo(kinds(family));
        for (A row : rows) {
            assertThat(sent.apply(row)).as("%s", row).isEqualTo(plain(printed.apply(row)));
        }
    }

    private static Set<Class<?>> kinds(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .flatMap(kind -> kinds(kind).stream())
                        .collect(Collectors.toSet())
                : Set.of(family);
    }

    /** Whether a call is made as a task is no concern of the reader's. */
    private static List<String> plain(List<String> calls) {
        return calls.stream().map(call -> call.replaceFirst("^Async\\.", "")).toList();
    }
}
