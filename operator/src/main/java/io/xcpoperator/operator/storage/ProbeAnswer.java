package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrUuid;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a driver's probe says: the storage repositories that are there. Pure. */
final class ProbeAnswer {
    private static final int MOST = 64;
    private static final Pattern BEGIN = Pattern.compile("<SR>|<SR ");
    private static final Pattern ENTRY = Pattern.compile("<SR>(.*?)</SR>", Pattern.DOTALL);
    private static final Pattern UNIT = Pattern.compile("<LUN>(.*?)</LUN>", Pattern.DOTALL);

    private ProbeAnswer() {}

    /**
     * What is there, or nothing where nothing is; empty for an answer that cannot be read, from which nothing follows.
     *
     * @param xml {@code <SRlist>}, as SR.probe returns it for a complete configuration
     */
    static Optional<List<FoundStorage>> repositories(String xml, PoolView view) {
        boolean whole = xml.contains("<SRlist/>") || (xml.contains("<SRlist>") && xml.contains("</SRlist>"));
        List<FoundStorage> found = ENTRY.matcher(xml)
                .results()
                .limit(MOST)
                .flatMap(match -> text(match.group(1), "UUID").stream()
                        .map(uuid -> new FoundStorage(
                                uuid,
                                text(match.group(1), "name_label")
                                        .or(() -> view.sr(new SrUuid(uuid)).map(SrRecord::nameLabel))
                                        .orElse(null),
                                size(match.group(1)))))
                .toList();
        long entries = BEGIN.matcher(xml).results().limit(MOST).count();
        return whole && entries == found.size() ? Optional.of(found) : Optional.empty();
    }

    /** What an iSCSI target offers, as SR_BACKEND_FAILURE_107 lists it. */
    static List<FoundStorage> units(String xml) {
        return UNIT.matcher(xml)
                .results()
                .limit(MOST)
                .flatMap(match -> text(match.group(1), "SCSIid").stream()
                        .map(id -> new FoundStorage(null, "LUN " + id, size(match.group(1)))))
                .toList();
    }

    private static @Nullable Quantity size(String xml) {
        return text(xml, "size")
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(digits -> Sizes.rounded(Long.parseLong(digits)))
                .orElse(null);
    }

    private static Optional<String> text(String xml, String tag) {
        var matcher = Pattern.compile("<" + tag + ">([^<]*)</" + tag + ">").matcher(xml);
        return matcher.find() ? Optional.of(matcher.group(1).strip()).filter(t -> !t.isEmpty()) : Optional.empty();
    }
}
