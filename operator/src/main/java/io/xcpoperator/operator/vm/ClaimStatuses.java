package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds the VM now, as its status shows it; null when nobody does. Pure. */
final class ClaimStatuses {
    private ClaimStatuses() {}

    /** @param before as status had it: since when it holds is told of one that held then already */
    static @Nullable List<Claim> of(Claims claims, @Nullable List<Claim> before, Instant now) {
        List<Claim> all = claims.held().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(held -> claim(held.getKey().text(), text(held.getValue()), before, now))
                .toList();
        return all.isEmpty() ? null : all;
    }

    private static String text(Claims.Holder holder) {
        return holder.kind() + "/" + holder.key();
    }

    private static Claim claim(String name, String holder, @Nullable List<Claim> before, Instant now) {
        List<Claim> old = before == null ? List.of() : before;
        return old.stream()
                .filter(one -> one.name().equals(name) && one.holder().equals(holder))
                .findFirst()
                .orElseGet(() -> new Claim(
                        name, holder, now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
