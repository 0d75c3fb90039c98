package io.xcpoperator.operator.testing;

import io.xcpoperator.operator.platform.adopt.AdoptAction;
import java.util.stream.Stream;

/** All that is written to an object we stand for, whichever its class. */
public final class LabelRows {
    private LabelRows() {}

    public static Stream<AdoptAction> all() {
        return Stream.of(AdoptAction.Verb.values())
                .flatMap(verb -> Stream.of(false, true)
                        .map(replaces -> new AdoptAction(verb, "key", "value", replaces, "asked to")));
    }
}
