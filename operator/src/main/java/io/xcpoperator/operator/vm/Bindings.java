package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.Ref;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the symbols of a plan turned out to be, within one round. */
final class Bindings {
    private final Map<String, String> real = new HashMap<>();

    void bind(Ref symbol, Ref made) {
        real.put(symbol.value(), made.value());
    }

    /** Whether the reference can be used: a real one, or a symbol whose object was made in this round. */
    boolean knows(Ref ref) {
        return !Symbols.isSymbol(ref) || real.containsKey(ref.value());
    }

    <R extends Ref> R of(R ref, Function<String, R> make) {
        if (!Symbols.isSymbol(ref)) {
            return ref;
        }
        String value = real.get(ref.value());
        if (value == null) {
            throw new IllegalStateException("nothing was made for " + ref.value());
        }
        return make.apply(value);
    }
}
